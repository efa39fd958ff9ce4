package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Rectifications is the collection of findings as they are followed, with what happened to them.
type Rectifications struct{ db *gorm.DB }

var rectificationSorts = sorts{
	"number": "number", "due_on": "due_on", "state": "state", "region_code": "region_code",
	"indicator": "indicator", "updated_at": "updated_at",
}

func rectificationID(r model.Rectification) uint64 { return r.ID }

func (r Rectifications) filtered(ctx context.Context, s model.Sight, f model.RectificationFilter) *gorm.DB {
	q := seen(r.db.WithContext(ctx).Model(&model.Rectification{}), s, "organization_id")
	q = code(q, "campaign_code", f.Campaign)
	if len(f.Campaigns) > 0 {
		q = q.Where("campaign_code IN ?", f.Campaigns)
	}
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "organization_id = ?", f.Organization)
	q = where(q, "inspection_id = ?", f.Inspection)
	q = where(q, "kind = ?", f.Kind)
	q = where(q, "part = ?", f.Part)
	q = code(q, "indicator", f.Indicator)
	switch f.Recurring {
	case "true":
		q = q.Where("recurrence_of IS NOT NULL")
	case "false":
		q = q.Where("recurrence_of IS NULL")
	}
	q = where(q, "due_on < ?", f.DueBefore)
	return search(due(findingState(q, f.State, f.Today), f.Due, f.Today), f.Query)
}

// findingState selects by the state on a day: an exemption ends by itself.
func findingState(q *gorm.DB, state model.FindingState, today model.Date) *gorm.DB {
	switch state {
	case model.FindingOpen:
		return q.Where("(state = ? OR (state = ? AND exempt_until < ?))", model.FindingOpen, model.FindingExempted, today)
	case model.FindingExempted:
		return q.Where("state = ? AND exempt_until >= ?", model.FindingExempted, today)
	case model.FindingSubmitted, model.FindingAccepted, model.FindingWithdrawn, model.FindingNone:
	}
	return where(q, "state = ?", state)
}

// due selects the open findings whose due day lies in a window.
func due(q *gorm.DB, window model.DueWindow, today model.Date) *gorm.DB {
	if window == "" {
		return q
	}
	q = findingState(q, model.FindingOpen, today)
	if window == model.DueNone {
		return q.Where("due_on IS NULL")
	}
	from, to := window.Days(today)
	return where(where(q, "due_on >= ?", from), "due_on <= ?", to)
}

// List answers one piece of the list.
func (r Rectifications) List(
	ctx context.Context, s model.Sight, f model.RectificationFilter, req model.ListRequest,
) (model.List[model.Rectification], error) {
	return list(r.filtered(ctx, s, f), rectificationSorts, req, rectificationID)
}

// Export calls fn with pieces of everything the filter selects.
func (r Rectifications) Export(
	ctx context.Context, s model.Sight, f model.RectificationFilter, fn func([]model.Rectification) error,
) error {
	return each(ctx, r.filtered(ctx, s, f), rectificationID, fn)
}

// Count counts what the filter selects.
func (r Rectifications) Count(ctx context.Context, s model.Sight, f model.RectificationFilter) (int64, error) {
	return total(r.filtered(ctx, s, f), "findings")
}

// Get is the finding of an id, if it lies in the scope.
func (r Rectifications) Get(ctx context.Context, s model.Sight, id uint64) (model.Rectification, error) {
	return r.take(r.db.WithContext(ctx), s, id)
}

// Lock is Get, and keeps everybody else who locks the finding waiting until this transaction ends.
func (r Rectifications) Lock(ctx context.Context, s model.Sight, id uint64) (model.Rectification, error) {
	return r.take(r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}), s, id)
}

func (r Rectifications) take(q *gorm.DB, s model.Sight, id uint64) (model.Rectification, error) {
	var row model.Rectification
	if err := seen(q, s, "organization_id").Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get finding: %w", translate(err))
	}
	return row, nil
}

// LockOf locks the findings of some inspections, in the order of their numbers. Whoever has an inspection has all of them,
// also where they have moved with their target.
func (r Rectifications) LockOf(ctx context.Context, inspectionIDs []uint64) (map[uint64][]model.Rectification, error) {
	found := map[uint64][]model.Rectification{}
	for _, piece := range chunks(inspectionIDs) {
		var rows []model.Rectification
		q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
		if err := q.Where("inspection_id IN ?", piece).Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("lock findings: %w", translate(err))
		}
		for _, row := range rows {
			found[row.InspectionID] = append(found[row.InspectionID], row)
		}
	}
	return found, nil
}

// OfInspections reads the findings of some inspections, in the order of their numbers, wherever their targets belong by now.
func (r Rectifications) OfInspections(ctx context.Context, inspectionIDs []uint64) (map[uint64][]model.Rectification, error) {
	found := map[uint64][]model.Rectification{}
	for _, piece := range chunks(inspectionIDs) {
		var rows []model.Rectification
		if err := r.db.WithContext(ctx).Where("inspection_id IN ?", piece).Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read findings: %w", translate(err))
		}
		for _, row := range rows {
			found[row.InspectionID] = append(found[row.InspectionID], row)
		}
	}
	return found, nil
}

// LockOpen locks the findings of a campaign, of some parts, that are open on a day.
func (r Rectifications) LockOpen(
	ctx context.Context, s model.Sight, campaign string, parts []model.Part, today model.Date,
) ([]model.Rectification, error) {
	var rows []model.Rectification
	q := r.filtered(ctx, s, model.RectificationFilter{Campaign: campaign, State: model.FindingOpen, Today: today})
	q = q.Clauses(clause.Locking{Strength: "UPDATE"}).Where("part IN ?", parts)
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("lock open findings: %w", translate(err))
	}
	return rows, nil
}

// TakeNumbers takes the next n numbers of a campaign, which the caller has locked, and answers the first. A transaction that
// comes to nothing gives them back; none is given twice.
func (r Rectifications) TakeNumbers(ctx context.Context, campaignID uint64, n int) (first int, err error) {
	counter := model.FindingCounter{CampaignID: campaignID, LastSerial: n}
	// An update of a counter that is not there yet would lock the gap in which those of other campaigns are created.
	raise := clause.OnConflict{
		Columns:   []clause.Column{{Name: "campaign_id"}},
		DoUpdates: clause.Assignments(map[string]any{"last_serial": gorm.Expr("finding_counters.last_serial + ?", n)}),
	}
	if err := r.db.WithContext(ctx).Clauses(raise).Create(&counter).Error; err != nil {
		return 0, fmt.Errorf("raise the finding counter: %w", translateInsert(err))
	}
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("campaign_id = ?", campaignID).Take(&counter).Error; err != nil {
		return 0, fmt.Errorf("read the finding counter: %w", translate(err))
	}
	return counter.LastSerial - n + 1, nil
}

// Create inserts findings and fills in their ids.
func (r Rectifications) Create(ctx context.Context, rows []*model.Rectification) error {
	return insert(ctx, r.db, "findings", rows)
}

// Update writes a finding over the version the change was made on.
func (r Rectifications) Update(ctx context.Context, s model.Sight, version uint64, row *model.Rectification) error {
	return update(ctx, r.db, "finding", s, "organization_id", row.ID, version, row)
}

// AddSteps inserts what happened.
func (r Rectifications) AddSteps(ctx context.Context, rows []model.RectificationStep) error {
	return insert(ctx, r.db, "steps of findings", rows)
}

// Steps lists what happened to a finding, the first thing first.
func (r Rectifications) Steps(ctx context.Context, id uint64) ([]model.RectificationStep, error) {
	var rows []model.RectificationStep
	if err := r.db.WithContext(ctx).Where("rectification_id = ?", id).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list steps: %w", translate(err))
	}
	return rows, nil
}

// LastStep is the newest step of a verb.
func (r Rectifications) LastStep(ctx context.Context, id uint64, verb model.FindingVerb) (model.RectificationStep, error) {
	var row model.RectificationStep
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("rectification_id = ? AND verb = ?", id, verb).Order("id DESC").Take(&row).Error; err != nil {
		return row, fmt.Errorf("get a step: %w", translate(err))
	}
	return row, nil
}

const standing = `SELECT i.id FROM inspections i JOIN campaigns c ON c.id = i.campaign_id
WHERE i.id IN ? AND (i.status = 'confirmed' OR (i.status = 'submitted' AND c.review_required = ?))`

// Standing answers which of some inspections have a result that stands.
func (r Rectifications) Standing(ctx context.Context, inspectionIDs []uint64) (map[uint64]bool, error) {
	found := map[uint64]bool{}
	for _, piece := range chunks(inspectionIDs) {
		var ids []uint64
		if err := r.db.WithContext(ctx).Raw(standing, piece, false).Scan(&ids).Error; err != nil {
			return nil, fmt.Errorf("list standing results: %w", translate(err))
		}
		for _, id := range ids {
			found[id] = true
		}
	}
	return found, nil
}

const earlier = `SELECT r.* FROM rectifications r
JOIN campaigns c ON c.id = r.campaign_id
JOIN campaigns n ON n.id = ?
WHERE r.campaign_id <> n.id AND c.monitoring_date <= n.monitoring_date AND r.state NOT IN ('withdrawn', 'none')
AND r.indicator <> '' AND `

// Earlier lists the findings that some targets had in campaigns before one, the oldest first.
func (r Rectifications) Earlier(ctx context.Context, campaignID uint64, sites, accounts []uint64) ([]model.Rectification, error) {
	var found []model.Rectification
	for column, ids := range map[string][]uint64{"r.site_id": sites, "r.account_id": accounts} {
		for _, piece := range chunks(ids) {
			var rows []model.Rectification
			q := r.db.WithContext(ctx).Raw(earlier+column+" IN ? ORDER BY c.monitoring_date, r.id", campaignID, piece)
			if err := q.Scan(&rows).Error; err != nil {
				return nil, fmt.Errorf("list earlier findings: %w", translate(err))
			}
			found = append(found, rows...)
		}
	}
	return found, nil
}
