package repository

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"xuncha/model"
)

// Tallies is how the targets of campaigns stand, counted.
type Tallies struct{ db *gorm.DB }

// tallied collects what a transaction changes of the tallies. It is written last, in the order of the keys, so that a row
// that many wait for is held as short as can be, and nobody waits for two of them in another order than others do.
type tallied struct {
	db     *gorm.DB
	inTx   bool
	stood  map[uint64]counted // inspections as this transaction has read them
	change map[model.TallyKey]model.CampaignTally
}

// counted is what of an inspection counts, at a version. A version never changes.
type counted struct {
	Version uint64
	Status  model.InspectionStatus
	Verdict model.Verdict
}

func newTallied(db *gorm.DB, inTx bool) *tallied {
	return &tallied{db: db, inTx: inTx, stood: map[uint64]counted{}, change: map[model.TallyKey]model.CampaignTally{}}
}

// read notes how inspections stand, so that a change need not ask again.
func (t *tallied) read(rows ...model.Inspection) {
	if !t.inTx { // a Store outlives what it reads
		return
	}
	for _, i := range rows {
		t.stood[i.ID] = counted{i.Version, i.Status, i.Verdict}
	}
}

// before is how an inspection stands at a version.
func (t *tallied) before(ctx context.Context, id, version uint64) (counted, error) {
	if s, ok := t.stood[id]; ok && s.Version == version {
		return s, nil
	}
	var found []counted
	q := t.db.WithContext(ctx).Model(&model.Inspection{}).Select("version, status, verdict")
	if err := q.Where("id = ? AND version = ?", id, version).Find(&found).Error; err != nil {
		return counted{}, fmt.Errorf("read what an inspection counts as: %w", translate(err))
	}
	if len(found) == 0 {
		return counted{}, model.Stale()
	}
	return found[0], nil
}

// count takes an inspection in that stands anew, n times: 1, or -1 to take it out.
func (t *tallied) count(i model.Inspection, status model.InspectionStatus, verdict model.Verdict, n int64) {
	key := i.TallyKey()
	row, ok := t.change[key]
	if !ok {
		row = model.CampaignTally{
			CampaignID: key.CampaignID, Kind: key.Kind, RegionCode: key.RegionCode, Platform: key.Platform, IsPortal: key.IsPortal,
		}
	}
	of := model.TallyOf(status, verdict, n)
	row.Passed, row.Failed, row.Pending, row.Waived = row.Passed+of.Passed, row.Failed+of.Failed, row.Pending+of.Pending, row.Waived+of.Waived
	if row.UpdatedAt.Before(i.UpdatedAt.Time) {
		row.UpdatedAt = i.UpdatedAt
	}
	t.change[key] = row
}

// added counts new inspections.
func (t *tallied) added(ctx context.Context, rows []model.Inspection) error {
	for _, i := range rows {
		t.count(i, i.Status, i.Verdict, 1)
	}
	return t.unlessInTx(ctx)
}

// moved counts an inspection that was changed. What changes neither status nor verdict changes no figure.
func (t *tallied) moved(ctx context.Context, before counted, after model.Inspection) error {
	t.read(after)
	if before.Status == after.Status && before.Verdict == after.Verdict {
		return nil
	}
	t.count(after, before.Status, before.Verdict, -1)
	t.count(after, after.Status, after.Verdict, 1)
	return t.unlessInTx(ctx)
}

func (t *tallied) unlessInTx(ctx context.Context) error {
	if t.inTx {
		return nil
	}
	return t.write(ctx)
}

const tallyColumns = "campaign_id, kind, region_code, platform, is_portal, passed, failed, pending, waived, updated_at"

// sums says for each dialect how a row that is there takes in what was sent.
var sums = map[dialect]struct{ on, sent string }{
	sqliteDialect: {" ON CONFLICT (campaign_id, kind, region_code, platform, is_portal) DO UPDATE SET ", "excluded.%s"},
	mysqlDialect:  {" ON DUPLICATE KEY UPDATE ", "VALUES(%s)"},
}

// addition is the end of a statement that adds to the rows that are there.
func addition(d dialect) string {
	of := sums[d]
	var sets []string
	for _, column := range []string{"passed", "failed", "pending", "waived"} {
		sets = append(sets, fmt.Sprintf("%[1]s = campaign_tallies.%[1]s + %[2]s", column, fmt.Sprintf(of.sent, column)))
	}
	at := fmt.Sprintf(of.sent, "updated_at")
	sets = append(sets, fmt.Sprintf(
		"updated_at = CASE WHEN %[1]s > campaign_tallies.updated_at THEN %[1]s ELSE campaign_tallies.updated_at END", at))
	return of.on + strings.Join(sets, ", ")
}

// tallyBatch keeps a statement well below the parameters that an engine takes.
const tallyBatch = 500

// write adds what was collected to the tallies.
func (t *tallied) write(ctx context.Context) error {
	keys := slices.SortedFunc(maps.Keys(t.change), model.TallyKey.Compare)
	for piece := range slices.Chunk(keys, tallyBatch) {
		places := make([]string, len(piece))
		var values []any
		for n, key := range piece {
			row := t.change[key]
			places[n] = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
			values = append(values, row.CampaignID, row.Kind, row.RegionCode, row.Platform, row.IsPortal,
				row.Passed, row.Failed, row.Pending, row.Waived, row.UpdatedAt)
		}
		statement := "INSERT INTO campaign_tallies (" + tallyColumns + ") VALUES " + strings.Join(places, ", ") +
			addition(dialect(t.db.Name()))
		if err := t.db.WithContext(ctx).Exec(statement, values...).Error; err != nil {
			return fmt.Errorf("add to the tallies: %w", translate(err))
		}
	}
	if len(keys) == 0 {
		return nil
	}
	campaigns := map[uint64]bool{}
	for _, key := range keys {
		campaigns[key.CampaignID] = true
	}
	clear(t.change)
	return tell(ctx, t.db, slices.Sorted(maps.Keys(campaigns))...)
}

// tell says of campaigns that their tallies are other ones now, in the transaction that changes them.
func tell(ctx context.Context, db *gorm.DB, campaignIDs ...uint64) error {
	err := db.WithContext(ctx).Exec("UPDATE campaigns SET figure_changes = figure_changes + 1 WHERE id IN ?", campaignIDs).Error
	if err != nil {
		return fmt.Errorf("tell that figures have changed: %w", translate(err))
	}
	return nil
}

// carryOut runs what a transaction does, and then brings the tallies up to date.
func carryOut[T any](ctx context.Context, tx *Store, fn func(tx *Store) (T, error)) (T, error) {
	result, err := fn(tx)
	if err == nil {
		err = tx.tallied.write(ctx)
	}
	return result, err
}
