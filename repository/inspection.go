package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Inspections is the collection of results, with their revisions and findings. What changes a status or a verdict, or adds a
// row, tells tallied: Draw and Update, and nothing else writes these columns.
type Inspections struct {
	db      *gorm.DB
	tallied *tallied
}

var inspectionSorts = sorts{
	"code": "target_code", "name": "target_name", "region_code": "region_code", "status": "status",
	"verdict": "verdict", "updated_at": "updated_at", "platform": "target_platform",
}

func inspectionID(i model.Inspection) uint64 { return i.ID }

func (r Inspections) filtered(ctx context.Context, s model.Sight, f model.InspectionFilter) *gorm.DB {
	q := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id")
	q = code(q, "campaign_code", f.Campaign)
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = where(q, "kind = ?", f.Kind)
	q = where(q, "status = ?", f.Status)
	q = where(q, "verdict = ?", f.Verdict)
	q = where(q, "target_platform = ?", f.Platform)
	q = where(q, "assigned_to = ?", f.AssignedTo)
	if f.Unassigned {
		q = q.Where("assigned_to IS NULL")
	}
	return search(flag(q, "target_is_portal", f.Portal), f.Query)
}

// List answers one piece of the list.
func (r Inspections) List(
	ctx context.Context, s model.Sight, f model.InspectionFilter, req model.ListRequest,
) (model.List[model.Inspection], error) {
	return list(r.filtered(ctx, s, f), inspectionSorts, req, inspectionID)
}

// Export calls fn with pieces of everything the filter selects.
func (r Inspections) Export(
	ctx context.Context, s model.Sight, f model.InspectionFilter, fn func([]model.Inspection) error,
) error {
	return each(ctx, r.filtered(ctx, s, f), inspectionID, fn)
}

// ByCode lists the inspections of a kind in the order of the codes, for an annex.
func (r Inspections) ByCode(
	ctx context.Context, s model.Sight, campaign string, kind model.Subject,
) ([]model.Inspection, error) {
	var rows []model.Inspection
	q := r.filtered(ctx, s, model.InspectionFilter{Campaign: campaign, Kind: kind})
	if err := q.Order("target_code, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list inspections by code: %w", translate(err))
	}
	return rows, nil
}

// Get is the inspection of an id, if it lies in the scope.
func (r Inspections) Get(ctx context.Context, s model.Sight, id uint64) (model.Inspection, error) {
	var row model.Inspection
	if err := take(seen(r.db.WithContext(ctx), s, "target_organization_id").Where("id = ?", id), &row); err != nil {
		return row, fmt.Errorf("get inspection: %w", translate(err))
	}
	r.tallied.read(row)
	return row, nil
}

// Lock is Get, and keeps everybody else who changes the inspection waiting until this transaction ends.
func (r Inspections) Lock(ctx context.Context, s model.Sight, id uint64) (model.Inspection, error) {
	var row model.Inspection
	q := seen(r.db.WithContext(ctx), s, "target_organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
	if err := take(q.Where("id = ?", id), &row); err != nil {
		return row, fmt.Errorf("lock inspection: %w", translate(err))
	}
	r.tallied.read(row)
	return row, nil
}

// Draw inserts the targets of a campaign that opens.
func (r Inspections) Draw(ctx context.Context, rows []model.Inspection) error {
	if err := insert(ctx, r.db, "inspections", rows); err != nil {
		return err
	}
	return r.tallied.added(ctx, rows)
}

// LockTargets reads the inspections that a script names and keeps them for this transaction. Those it does not find, in
// the campaign and the scope, are missing from the answer.
func (r Inspections) LockTargets(
	ctx context.Context, s model.Sight, campaignID uint64, refs []model.TargetRef,
) (map[model.TargetRef]model.Inspection, error) {
	keys := make([]string, len(refs))
	for i, ref := range refs {
		keys[i] = ref.Key
	}
	found := make(map[model.TargetRef]model.Inspection, len(refs))
	for _, piece := range chunks(keys) {
		var rows []model.Inspection
		q := seen(r.db.WithContext(ctx), s, "target_organization_id").Clauses(clause.Locking{Strength: "UPDATE"})
		if err := find(q.Where("campaign_id = ? AND target_key IN ?", campaignID, piece).Order("id"), &rows); err != nil {
			return nil, fmt.Errorf("find inspections: %w", translate(err))
		}
		r.tallied.read(rows...)
		for _, i := range rows {
			found[i.Ref()] = i
		}
	}
	return found, nil
}

const currentSubmissions = `SELECT s.* FROM submissions s
JOIN inspections i ON i.id = s.inspection_id AND i.revision = s.revision
WHERE i.id IN ?`

// CurrentResults adds to each inspection the result that stands.
func (r Inspections) CurrentResults(
	ctx context.Context, of map[model.TargetRef]model.Inspection,
) (map[model.TargetRef]model.Result, error) {
	results := make(map[model.TargetRef]model.Result, len(of))
	byID := make(map[uint64]model.TargetRef, len(of))
	var done []uint64
	for ref, i := range of {
		results[ref], byID[i.ID] = model.Result{Inspection: i}, ref
		if i.Revision > 0 {
			done = append(done, i.ID)
		}
	}
	for _, piece := range chunks(done) {
		var submissions []model.Submission
		if err := r.db.WithContext(ctx).Raw(currentSubmissions, piece).Scan(&submissions).Error; err != nil {
			return nil, fmt.Errorf("read current submissions: %w", translate(err))
		}
		ids := make([]uint64, len(submissions))
		for n, s := range submissions {
			result := results[byID[s.InspectionID]]
			result.Submission, ids[n] = s, s.ID
			results[byID[s.InspectionID]] = result
		}
		findings, err := r.Findings(ctx, ids...)
		if err != nil {
			return nil, err
		}
		for _, f := range findings {
			result := results[byID[f.InspectionID]]
			result.Findings = append(result.Findings, f)
			results[byID[f.InspectionID]] = result
		}
	}
	return results, nil
}

// Pending lists the first targets of a campaign that still stand in the way of closing, and counts them all.
func (r Inspections) Pending(
	ctx context.Context, campaignID uint64, statuses []model.InspectionStatus, most int,
) ([]model.Inspection, int64, error) {
	var rows []model.Inspection
	var n int64
	q := r.db.WithContext(ctx).Model(&model.Inspection{}).Where("campaign_id = ? AND status IN ?", campaignID, statuses)
	if err := q.Session(&gorm.Session{}).Count(&n).Error; err != nil {
		return nil, 0, fmt.Errorf("count pending: %w", translate(err))
	}
	if err := q.Session(&gorm.Session{}).Order("kind DESC, target_code, id").Limit(most).Find(&rows).Error; err != nil {
		return nil, 0, fmt.Errorf("list pending: %w", translate(err))
	}
	return rows, n, nil
}

// Update writes an inspection over the version the change was made on.
func (r Inspections) Update(ctx context.Context, s model.Sight, version uint64, row *model.Inspection) error {
	before, err := r.tallied.before(ctx, row.ID, version)
	if err != nil {
		return err
	}
	if err := update(ctx, r.db, "inspection", s, "target_organization_id", row.ID, version, row); err != nil {
		return err
	}
	return r.tallied.moved(ctx, before, *row)
}

// AddSubmissions inserts revisions and fills in their ids.
func (r Inspections) AddSubmissions(ctx context.Context, rows []*model.Submission) error {
	return insert(ctx, r.db, "submissions", rows)
}

// AddFindings inserts the findings of revisions.
func (r Inspections) AddFindings(ctx context.Context, rows []model.Finding) error {
	return insert(ctx, r.db, "findings", rows)
}

// Submissions lists the revisions of an inspection, the newest first.
func (r Inspections) Submissions(ctx context.Context, inspectionID uint64) ([]model.Submission, error) {
	var rows []model.Submission
	err := r.db.WithContext(ctx).Where("inspection_id = ?", inspectionID).Order("revision DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list submissions: %w", translate(err))
	}
	return rows, nil
}

// Submission is one revision of an inspection.
func (r Inspections) Submission(ctx context.Context, inspectionID uint64, revision int) (model.Submission, error) {
	var row model.Submission
	q := r.db.WithContext(ctx).Where("inspection_id = ? AND revision = ?", inspectionID, revision)
	if err := q.Take(&row).Error; err != nil {
		return row, fmt.Errorf("get submission: %w", translate(err))
	}
	return row, nil
}

// Findings lists the findings of an inspection's revisions, by revision and place.
func (r Inspections) Findings(ctx context.Context, submissionIDs ...uint64) ([]model.Finding, error) {
	var rows []model.Finding
	q := r.db.WithContext(ctx).Where("submission_id IN ?", submissionIDs).Order("submission_id, position")
	if err := q.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list findings: %w", translate(err))
	}
	return rows, nil
}
