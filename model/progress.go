package model

// ProgressGroup is what a table of progress is grouped by.
type ProgressGroup string

// The groups.
const (
	ProgressByRegion    ProgressGroup = "region"
	ProgressByInspector ProgressGroup = "inspector"
)

// ProgressGroups lists the groups.
var ProgressGroups = []ProgressGroup{ProgressByRegion, ProgressByInspector}

// UnassignedLabel is the label of the targets that were given to nobody.
const UnassignedLabel = "未分配"

// Stage counts targets by how far they are. Every target is in exactly one of the states; Drafted are those of the pending
// and returned ones for which somebody has begun a draft.
type Stage struct {
	Targets, Pending, Waiving, Submitted, Returned, Confirmed, Waived int64
	Drafted                                                           int64
}

// StageOf counts n targets of a state, some of them with a draft.
func StageOf(s InspectionStatus, n, drafted int64) Stage {
	out := Stage{Targets: n}
	switch s {
	case InspectionPending:
		out.Pending, out.Drafted = n, drafted
	case InspectionReturned:
		out.Returned, out.Drafted = n, drafted
	case InspectionWaiving:
		out.Waiving = n
	case InspectionSubmitted:
		out.Submitted = n
	case InspectionConfirmed:
		out.Confirmed = n
	case InspectionWaived:
		out.Waived = n
	}
	return out
}

// Add adds another count.
func (s *Stage) Add(o Stage) {
	s.Targets += o.Targets
	s.Pending += o.Pending
	s.Waiving += o.Waiving
	s.Submitted += o.Submitted
	s.Returned += o.Returned
	s.Confirmed += o.Confirmed
	s.Waived += o.Waived
	s.Drafted += o.Drafted
}

// Done is how many need no more work before the campaign can close.
func (s Stage) Done(reviewRequired bool) int64 {
	done := s.Confirmed + s.Waived
	if !reviewRequired {
		done += s.Submitted
	}
	return done
}

// ProgressRow is one row of a table of progress.
type ProgressRow struct {
	Key   string
	Label string
	Stage
}

// Progress is how far a campaign is.
type Progress struct {
	Campaign       string
	Kind           Subject // empty for all
	GroupBy        ProgressGroup
	Rows           []ProgressRow
	Total          Stage
	Rule           RateRule
	ReviewRequired bool
	DraftsHidden   bool // from callers who are held to one organization
}

// DoneText is the part that is done as printed.
func (p Progress) DoneText(s Stage) string { return p.Rule.Text(s.Done(p.ReviewRequired), s.Targets) }

// Print is the table as people read it.
func (p Progress) Print() Printed {
	first := "州直/县市"
	if p.GroupBy == ProgressByInspector {
		first = "检查人员"
	}
	out := Printed{Header: []any{"序号", first, "家数", "待检查", "免检待审", "已提交", "已退回", "已确认", "免检", "完成率"}}
	if !p.DraftsHidden {
		out.Header = append(out.Header, "有草稿")
	}
	line := func(number, label any, s Stage) {
		cells := []any{
			number, label, s.Targets, s.Pending, s.Waiving, s.Submitted, s.Returned, s.Confirmed, s.Waived, p.DoneText(s),
		}
		if !p.DraftsHidden {
			cells = append(cells, s.Drafted)
		}
		out.Rows = append(out.Rows, cells)
	}
	for i, r := range p.Rows {
		line(i+1, r.Label, r.Stage)
	}
	line(TotalLabel, nil, p.Total)
	return out
}
