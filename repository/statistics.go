package repository

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"xuncha/model"
)

// Statistics counts results.
type Statistics struct{ db *gorm.DB }

// GroupColumn is what a count may be grouped by.
type GroupColumn string

// The groups of progress and of findings.
const (
	ByRegion   GroupColumn = "region_code"
	ByCampaign GroupColumn = "campaign_id"
)

// figureColumns are the columns of a group, of the tallies and of the inspections.
var figureColumns = map[model.Group]struct{ tally, inspection string }{
	model.GroupRegion:   {"region_code", "region_code"},
	model.GroupPlatform: {"platform", "target_platform"},
	model.GroupPortal:   {"is_portal", "target_is_portal"},
	model.GroupKind:     {"kind", "kind"},
	model.GroupOrganization: {
		"", "target_organization_id", // the tallies do not know organizations
	},
}

const (
	sumOfTallies = "SUM(passed) AS passed, SUM(failed) AS failed, SUM(pending) AS pending, SUM(waived) AS waived, " +
		"MAX(updated_at) AS updated_at"
	isRated            = "status IN ('submitted', 'confirmed')" // its verdict is in the rate
	countOfInspections = "COUNT(CASE WHEN " + isRated + " AND verdict = 'pass' THEN 1 END) AS passed, " +
		"COUNT(CASE WHEN " + isRated + " AND verdict = 'fail' THEN 1 END) AS failed, " +
		"COUNT(CASE WHEN status IN ('pending', 'returned', 'waiving') THEN 1 END) AS pending, " +
		"COUNT(CASE WHEN status = 'waived' THEN 1 END) AS waived, MAX(updated_at) AS updated_at"
)

// Figures counts the targets of campaigns in the sight. What a region sees comes from the tallies, whose size does not grow
// with what was inspected; what an organization sees, or is grouped by it, is counted.
func (r Statistics) Figures(ctx context.Context, s model.Sight, f model.FigureQuery) ([]model.Figure, error) {
	if _, organizationID := s.Within(); organizationID == 0 && !f.Has(model.GroupOrganization) {
		return r.tallied(ctx, s, f)
	}
	return r.Recount(ctx, s, f)
}

func (r Statistics) tallied(ctx context.Context, s model.Sight, f model.FigureQuery) ([]model.Figure, error) {
	area, _ := s.Within()
	groups, read := []string{"campaign_id"}, []string{"campaign_id"}
	for _, by := range f.By {
		column := figureColumns[by].tally
		group := column
		if by == model.GroupRegion && codeLengths[f.Level] > 0 {
			group = fmt.Sprintf("SUBSTR(region_code, 1, %d)", codeLengths[f.Level])
		}
		groups, read = append(groups, group), append(read, group+" AS "+column)
	}
	q := scoped(r.db.WithContext(ctx).Table("campaign_tallies"), area, "region_code")
	rows, err := figures(narrow(q.Select(strings.Join(read, ", ")+", "+sumOfTallies), f), strings.Join(groups, ", "))
	for n := range rows {
		rows[n].RegionCode = rows[n].RegionCode.Canonical()
	}
	return rows, err
}

// codeLengths are how many digits tell the regions of a level apart, where they are fewer than those of a county: the sum of a
// province is one row then, and not one for each of its counties.
var codeLengths = map[model.Level]int{model.LevelNation: 2, model.LevelProvince: 2, model.LevelPrefecture: 4}

// Recount is Figures counted one by one, however many there are.
func (r Statistics) Recount(ctx context.Context, s model.Sight, f model.FigureQuery) ([]model.Figure, error) {
	keys, columns := frozenColumns(f, "")
	q := seen(r.db.WithContext(ctx).Table("inspections"), s, "target_organization_id")
	return figures(narrow(q.Select(columns+", "+countOfInspections), f), keys)
}

// frozenColumns are the columns that what was frozen at opening is grouped by, and what is read of them, each after the name
// of its table.
func frozenColumns(f model.FigureQuery, table string) (keys, columns string) {
	groups, read := []string{table + "campaign_id"}, []string{table + "campaign_id"}
	for _, by := range f.By {
		of := figureColumns[by]
		groups = append(groups, table+of.inspection)
		if by == model.GroupOrganization {
			read = append(read, table+"target_organization_id AS organization_id", "MAX("+table+"target_organization_name) AS organization_name")
			continue
		}
		read = append(read, table+of.inspection+" AS "+of.tally)
	}
	return strings.Join(groups, ", "), strings.Join(read, ", ")
}

func narrow(q *gorm.DB, f model.FigureQuery) *gorm.DB {
	q = where(q.Where("campaign_id IN ?", f.Campaigns), "kind = ?", f.Kind)
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	return q
}

func figures(q *gorm.DB, keys string) ([]model.Figure, error) {
	var rows []model.Figure
	if err := q.Group(keys).Order(keys).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count results: %w", translate(err))
	}
	return rows, nil
}

// PassedOver counts as pending what was in use and had not become a target of a campaign at a moment, now without one.
func (r Statistics) PassedOver(ctx context.Context, s model.Sight, f model.FigureQuery, at model.Time) ([]model.Figure, error) {
	keys, columns := frozenColumns(f, "")
	q := seen(r.db.WithContext(ctx).Table("passed_overs"), s, "target_organization_id")
	q = narrow(q.Select(columns+", COUNT(*) AS pending"), f)
	if at.IsZero() {
		q = q.Where("added_at IS NULL")
	} else {
		q = q.Where("(added_at IS NULL OR added_at > ?)", at)
	}
	return figures(q, keys)
}

// AsOf is every target of a campaign as it stood at a moment, put together from what was submitted and decided until then.
func (r Statistics) AsOf(
	ctx context.Context, s model.Sight, c model.Campaign, kind model.Subject, at model.Time,
) ([]model.Figure, error) {
	targets := func() *gorm.DB {
		q := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id")
		return where(q.Where("campaign_id = ? AND created_at <= ?", c.ID, at), "kind = ?", kind)
	}
	area, _ := s.Within()
	of := func(row any) *gorm.DB {
		q := scoped(r.db.WithContext(ctx).Model(row), area, "region_code")
		return q.Where("created_at <= ? AND inspection_id IN (?)", at, targets().Select("id")).Order("id")
	}
	var (
		rows        []model.Inspection
		submissions []model.Submission
		reviews     []model.Review
	)
	const frozen = "id, campaign_id, kind, region_code, target_platform, target_is_portal, target_organization_id, target_organization_name, created_at"
	if err := targets().Select(frozen).Order("id").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list targets as of a moment: %w", translate(err))
	}
	if err := of(&model.Submission{}).Select("inspection_id, revision, verdict, created_at").Scan(&submissions).Error; err != nil {
		return nil, fmt.Errorf("list submissions as of a moment: %w", translate(err))
	}
	if err := of(&model.Review{}).Select("inspection_id, revision, verb, created_at").Scan(&reviews).Error; err != nil {
		return nil, fmt.Errorf("list reviews as of a moment: %w", translate(err))
	}
	return model.Replay(c, slices.Values(rows), submissions, reviews), nil
}

// Failures lists the targets of campaigns in the sight that failed, as a recount sees them.
func (r Statistics) Failures(ctx context.Context, s model.Sight, f model.FigureQuery) ([]model.Failure, error) {
	var rows []model.Failure
	q := narrow(seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id"), f)
	q = q.Select("campaign_id, kind, site_id, account_id, region_code, target_platform AS platform, target_is_portal AS is_portal, " +
		"target_organization_id AS organization_id, target_organization_name AS organization_name")
	if err := q.Where("verdict = ? AND "+isRated, model.VerdictFail).Order("id").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list failures: %w", translate(err))
	}
	return rows, nil
}

// Scores lists the scores of the results of a campaign that stand.
func (r Statistics) Scores(ctx context.Context, s model.Sight, campaignID uint64, kind model.Subject) ([]model.Score, error) {
	var rows []struct{ FinalScore model.Score }
	q := seen(r.db.WithContext(ctx).Model(&model.Inspection{}), s, "target_organization_id").Select("final_score")
	q = where(q.Where("campaign_id = ? AND final_score IS NOT NULL", campaignID), "kind = ?", kind)
	if err := q.Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list scores: %w", translate(err))
	}
	scores := make([]model.Score, len(rows))
	for n, row := range rows {
		scores[n] = row.FinalScore
	}
	return scores, nil
}
