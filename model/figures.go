package model

// Figure is how the targets of a group of a campaign stand. What a question does not group by is empty.
type Figure struct {
	CampaignID       uint64
	Kind             Subject
	RegionCode       RegionCode
	Platform         Platform
	IsPortal         bool
	OrganizationID   uint64
	OrganizationName string // at opening
	Passed           int64
	Failed           int64
	Pending          int64
	Waived           int64
	UpdatedAt        Time // the newest change of what is counted
}

// Counts are the numbers without the group.
func (f Figure) Counts() Tally { return TallyOfCounts(f.Passed, f.Failed, f.Pending, f.Waived) }

// Stood is a target alone, as a recount sees it.
func (i Inspection) Stood(status InspectionStatus, verdict Verdict, at Time) Figure {
	of := TallyOf(status, verdict, 1)
	return Figure{
		CampaignID: i.CampaignID, Kind: i.Kind, RegionCode: i.RegionCode, Platform: i.TargetPlatform, IsPortal: i.TargetIsPortal,
		OrganizationID: i.TargetOrganizationID, OrganizationName: i.TargetOrganizationName,
		Passed: of.Passed, Failed: of.Failed, Pending: of.Pending, Waived: of.Waived, UpdatedAt: at,
	}
}

// FigureQuery selects what is counted, and by what.
type FigureQuery struct {
	Campaigns []uint64
	Kind      Subject // both when empty
	Region    Scope   // everything when empty
	By        []Group
	Level     Level // down to which regions are told apart; every region when empty
}

// Has reports whether the figures are grouped by something.
func (q FigureQuery) Has(by Group) bool {
	for _, g := range q.By {
		if g == by {
			return true
		}
	}
	return false
}

// RateQuery asks for a table of pass rates.
type RateQuery struct {
	Kind    Subject
	By      Group // region when empty
	Across  Group // columns of a matrix, none when empty
	Level   Level // of the rows that are regions; the level directly below the campaign's when empty
	Compare string
	AsOf    Time
}

// ComparePrevious compares with the round before, of the same region and called by the same level.
const ComparePrevious = "previous"

// Columns lists what may stand across a table.
var Columns = []Group{GroupRegion, GroupPlatform, GroupPortal, GroupKind}

// Normalize checks what can be checked without the campaign.
func (q RateQuery) Normalize() (RateQuery, error) {
	var c checker
	if q.By == "" {
		q.By = GroupRegion
	}
	if q.Across == q.By {
		c.add("across", "same_as_group_by")
	}
	if q.Level != "" && q.By != GroupRegion && q.Across != GroupRegion {
		c.add("level", "level_without_region")
	}
	return q, c.err()
}

// Of settles the kind for a campaign, and refuses groups that go with another one.
func (q RateQuery) Of(c Campaign) (RateQuery, error) {
	kindShown := q.By == GroupKind || q.Across == GroupKind
	if q.Kind == "" && len(c.Kinds) == 1 {
		q.Kind = c.Kinds[0]
	}
	if q.Kind == "" && !kindShown {
		return q, InvalidField("kind", "required")
	}
	for field, by := range map[string]Group{"group_by": q.By, "across": q.Across} {
		if (by == GroupPlatform && q.Kind != SubjectAccount) || (by == GroupPortal && q.Kind != SubjectSite) {
			return q, InvalidField(field, "group_of_other_kind")
		}
	}
	if q.Level != "" && q.Level.Above(c.RegionCode.Level()) {
		return q, InvalidField("level", "level_above_campaign")
	}
	return q, nil
}

// Figures is the question for the counts that the table is made of.
func (q RateQuery) Figures(campaigns ...uint64) FigureQuery {
	out := FigureQuery{Campaigns: campaigns, Kind: q.Kind, By: []Group{q.By}, Level: q.Level}
	if q.Across != "" {
		out.By = append(out.By, q.Across)
	}
	return out
}

// Above reports whether a level stands above another one.
func (l Level) Above(o Level) bool { return l.rank() < o.rank() }

func (l Level) rank() int {
	for n, of := range Levels {
		if of == l {
			return n
		}
	}
	return len(Levels)
}

// At is the region of a level in which c lies, or c itself where it stands above that level.
func (c RegionCode) At(level Level) RegionCode {
	for c.Level().rank() > level.rank() {
		parent, ok := c.Parent()
		if !ok && level == LevelNation {
			return RegionNation
		}
		if !ok {
			break
		}
		c = parent
	}
	return c
}
