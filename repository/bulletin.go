package repository

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Bulletins is the collection of bulletins with their revisions and issues.
type Bulletins struct{ db *gorm.DB }

// OfCampaign is the bulletin of a campaign.
func (r Bulletins) OfCampaign(ctx context.Context, campaignID uint64) (model.Bulletin, error) {
	return r.take(r.db.WithContext(ctx), campaignID)
}

// Lock is the bulletin of a campaign, which nobody else changes until this transaction ends.
func (r Bulletins) Lock(ctx context.Context, campaignID uint64) (model.Bulletin, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), campaignID)
}

func (r Bulletins) take(q *gorm.DB, campaignID uint64) (model.Bulletin, error) {
	var row model.Bulletin
	if err := q.Where("campaign_id = ?", campaignID).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get bulletin: %w", translate(err))
	}
	return row, nil
}

// Create inserts a bulletin. A second one of the same campaign is stale: it was made on none.
func (r Bulletins) Create(ctx context.Context, row *model.Bulletin) error {
	err := insert(ctx, r.db, "bulletin", []*model.Bulletin{row})
	if errors.Is(err, ErrTaken) {
		return model.Stale()
	}
	return err
}

// Update writes a bulletin over the version the change was made on.
func (r Bulletins) Update(ctx context.Context, s model.Sight, version uint64, row *model.Bulletin) error {
	return update(ctx, r.db, "bulletin", s, noOwner, row.ID, version, row)
}

// AddRevision keeps a bulletin as it is after a change.
func (r Bulletins) AddRevision(ctx context.Context, row model.BulletinRevision) error {
	return insert(ctx, r.db, "bulletin revision", []*model.BulletinRevision{&row})
}

// Revisions lists what a bulletin was, the newest first.
func (r Bulletins) Revisions(ctx context.Context, bulletinID uint64) ([]model.BulletinRevision, error) {
	var rows []model.BulletinRevision
	if err := r.db.WithContext(ctx).Where("bulletin_id = ?", bulletinID).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list bulletin revisions: %w", translate(err))
	}
	return rows, nil
}

// Issues lists what was issued of a campaign, the newest first.
func (r Bulletins) Issues(ctx context.Context, campaignID uint64) ([]model.BulletinIssue, error) {
	var rows []model.BulletinIssue
	if err := r.db.WithContext(ctx).Where("campaign_id = ?", campaignID).Order("number DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list bulletin issues: %w", translate(err))
	}
	return rows, nil
}

// AddIssue inserts an issue and fills in its id.
func (r Bulletins) AddIssue(ctx context.Context, row *model.BulletinIssue) error {
	return insert(ctx, r.db, "bulletin issue", []*model.BulletinIssue{row})
}

// SetFiles notes the documents of an issue, once they are stored.
func (r Bulletins) SetFiles(ctx context.Context, issueID uint64, files model.BulletinFiles) error {
	q := r.db.WithContext(ctx).Model(&model.BulletinIssue{}).Where("id = ?", issueID)
	return changed(q.UpdateColumn("files", files), "bulletin issue")
}

// pieceSize is far below what a row may be on any of the databases.
const pieceSize = 512 << 10

// Keep answers a writer that stores a document of an issue in pieces, and what writes the last of them.
func (r Bulletins) Keep(ctx context.Context, issueID uint64, format string) (w io.Writer, end func() error) {
	k := &keeper{ctx: ctx, db: r.db, issueID: issueID, format: format}
	return k, k.flush
}

type keeper struct {
	ctx     context.Context //nolint:containedctx // of one writer, which lives within one call
	db      *gorm.DB
	issueID uint64
	format  string
	next    int
	held    []byte
}

func (k *keeper) Write(p []byte) (int, error) {
	written := len(p)
	for len(p) > 0 {
		n := min(len(p), pieceSize-len(k.held))
		k.held, p = append(k.held, p[:n]...), p[n:]
		if len(k.held) == pieceSize {
			if err := k.flush(); err != nil {
				return 0, err
			}
		}
	}
	return written, nil
}

func (k *keeper) flush() error {
	if len(k.held) == 0 {
		return nil
	}
	row := model.BulletinPiece{IssueID: k.issueID, Format: k.format, Piece: k.next, Content: k.held}
	if err := insert(k.ctx, k.db, "piece of a bulletin", []*model.BulletinPiece{&row}); err != nil {
		return err
	}
	k.next, k.held = k.next+1, nil
	return nil
}

// Copy writes a document of an issue to w, a piece after the other.
func (r Bulletins) Copy(ctx context.Context, issueID uint64, format string, w io.Writer) error {
	for piece := 0; ; piece++ {
		var rows []model.BulletinPiece
		q := r.db.WithContext(ctx).Where("issue_id = ? AND format = ? AND piece = ?", issueID, format, piece)
		if err := q.Find(&rows).Error; err != nil {
			return fmt.Errorf("read piece of a bulletin: %w", translate(err))
		}
		if len(rows) == 0 {
			return nil
		}
		if _, err := w.Write(rows[0].Content); err != nil {
			return fmt.Errorf("write a bulletin: %w", err)
		}
	}
}

// Rounds lists the campaigns of an area by one level of issuers up to a day that are closed or published, and one that is
// not yet, the newest first.
func (r Campaigns) Rounds(ctx context.Context, of model.Campaign, most int) ([]model.Campaign, error) {
	var rows []model.Campaign
	q := r.db.WithContext(ctx).Where("region_code = ? AND issuer_level = ? AND monitoring_date <= ?", of.RegionCode, of.IssuerLevel, of.MonitoringDate)
	q = q.Where("id = ? OR state IN ?", of.ID, []model.CampaignState{model.CampaignClosed, model.CampaignPublished})
	if err := q.Order("monitoring_date DESC, id DESC").Limit(most).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list rounds: %w", translate(err))
	}
	return rows, nil
}

// Superior lists the campaigns of the same area that were called from above, after one day and up to another, that are
// closed or published, the oldest first.
func (r Campaigns) Superior(ctx context.Context, of model.Campaign, above []model.Issuer, after model.Date) ([]model.Campaign, error) {
	var rows []model.Campaign
	if len(above) == 0 {
		return nil, nil
	}
	q := r.db.WithContext(ctx).Where("region_code = ? AND issuer_level IN ?", of.RegionCode, above)
	q = q.Where("monitoring_date > ? AND monitoring_date <= ?", after, of.MonitoringDate)
	q = q.Where("state IN ?", []model.CampaignState{model.CampaignClosed, model.CampaignPublished})
	if err := q.Order("monitoring_date, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list superior's rounds: %w", translate(err))
	}
	return rows, nil
}
