package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Verdict is the result of an inspection.
type Verdict string

// The verdicts.
const (
	VerdictPass Verdict = "pass"
	VerdictFail Verdict = "fail"
)

// ScoringRule is what a campaign judges by: its own pass line and the figures of its catalogue.
type ScoringRule struct {
	PassLine       Points
	BonusAbove     Points // strictly above opens the bonus
	DeductionTotal Points
	BonusTotal     Points
	Indicators     map[string]Indicator
}

// NewScoringRule is the rule of a catalogue under a campaign's pass line.
func NewScoringRule(c Catalogue, indicators []Indicator, passLine Points) ScoringRule {
	r := ScoringRule{
		PassLine: passLine, BonusAbove: c.BonusAbove, DeductionTotal: c.DeductionTotal, BonusTotal: c.BonusTotal,
		Indicators: make(map[string]Indicator, len(indicators)),
	}
	for _, ind := range indicators {
		r.Indicators[ind.Code] = ind
	}
	return r
}

// ordered lists the indicators as the catalogue does, whatever the order of the findings.
func (r ScoringRule) ordered() []Indicator {
	list := make([]Indicator, 0, len(r.Indicators))
	for _, ind := range r.Indicators {
		list = append(list, ind)
	}
	slices.SortFunc(list, func(a, b Indicator) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Code, b.Code))
	})
	return list
}

// ScoringTarget is what the rule needs to know about a target.
type ScoringTarget struct {
	Subject       Subject
	Scored        bool // whether the campaign gives it a score
	PublicService bool // whether its organization provides public services
}

// Assessment is what follows from the findings. The scores are nil where none is computed. Findings are those given,
// cleaned, in the order given.
type Assessment struct {
	Verdict  Verdict
	Deducted *Score // after deductions, before the bonus: what the pass line looks at
	Bonus    *Score
	Final    *Score
	Lines    Explanation
	Findings []FindingEdit
}

// Assess judges one target. Its errors name all faulty findings at once, as findings[i].…
func Assess(rule ScoringRule, target ScoringTarget, findings []FindingEdit) (Assessment, error) {
	checked, err := rule.check(target, findings)
	if err != nil {
		return Assessment{}, err
	}
	return rule.judge(target, checked)
}

// judge is Assess for findings that were checked.
func (r ScoringRule) judge(target ScoringTarget, checked []FindingEdit) (Assessment, error) {
	a := Assessment{Verdict: VerdictPass, Findings: checked}
	found := r.tally(checked)
	switch {
	case len(found[PartVeto]) > 0:
		for _, t := range found[PartVeto] {
			a.Lines.explainIndicator("veto_found", t, 0, strconv.FormatInt(t.times(), 10))
		}
		a.recordOnly("not_counted_after_veto", found)
	case !target.Scored:
		a.Lines.explain("not_scored")
		a.recordOnly("not_counted_unscored", found)
	default:
		if err := a.score(r, target, found); err != nil {
			return Assessment{}, err
		}
	}
	if n := countObservations(checked); n > 0 {
		a.Lines = append(a.Lines, ExplanationLine{Code: "observation_only", Findings: n, Args: []string{strconv.Itoa(n)}})
	}
	a.conclude(r, len(found[PartVeto]) > 0)
	return a, nil
}

// recordOnly explains the findings that are kept without changing anything.
func (a *Assessment) recordOnly(code string, found map[Part][]*tallied) {
	for _, part := range []Part{PartDeduction, PartBonus} {
		for _, t := range found[part] {
			a.Lines.explainIndicator(code, t, 0, strconv.FormatInt(t.times(), 10))
		}
	}
}

// score computes the three scores. Without public services the score is taken on what the other indicators are worth
// and scaled back to the whole.
func (a *Assessment) score(r ScoringRule, target ScoringTarget, found map[Part][]*tallied) error {
	leftOut, base := r.base(target)
	if base <= 0 {
		return NewError(KindConflict, "nothing_to_score", string(target.Subject))
	}
	a.Lines.explain("scoring_base", r.DeductionTotal.String())
	if len(leftOut) > 0 {
		a.Lines.explain("public_service_left_out", strings.Join(leftOut, ", "), base.String())
	}
	var lost Points
	for _, t := range found[PartDeduction] {
		counted := t.capped()
		lost += counted
		if counted < t.sum() {
			a.Lines.explainIndicator("deducted_capped", t, counted, t.terms(), t.sum().String(), counted.String())
		} else {
			a.Lines.explainIndicator("deducted", t, counted, t.terms(), counted.String())
		}
	}
	remaining := max(base-lost, 0)
	a.Lines.explain("deduction_sum", base.String(), lost.String(), remaining.String())
	deducted := remaining.scaled(r.DeductionTotal, base)
	if base != r.DeductionTotal {
		a.Lines.explain("scaled", remaining.String(), r.DeductionTotal.String(), base.String(), deducted.String())
	}
	bonus := a.addBonus(r, deducted, found[PartBonus])
	final := deducted.add(bonus)
	a.Lines.explain("final_score", deducted.String(), bonus.String(), final.String())
	a.Deducted, a.Bonus, a.Final = &deducted, &bonus, &final
	return nil
}

// CanScore reports whether the catalogue has anything to deduct from a subject.
func (r ScoringRule) CanScore(subject Subject) bool {
	for _, ind := range r.Indicators {
		if ind.Part == PartDeduction && ind.AppliesTo.Has(subject) {
			return true
		}
	}
	return false
}

// base is what the indicators that apply to the target are worth, and the codes of those that do not.
func (r ScoringRule) base(target ScoringTarget) (leftOut []string, base Points) {
	base = r.DeductionTotal
	for _, ind := range r.ordered() {
		if ind.Part == PartDeduction && ind.AppliesTo.Has(target.Subject) && ind.NeedsPublicService && !target.PublicService {
			leftOut = append(leftOut, ind.Code)
			base -= ind.MaxPoints
		}
	}
	return leftOut, base
}

func (a *Assessment) addBonus(r ScoringRule, deducted Score, found []*tallied) Score {
	open := deducted.Cmp(r.BonusAbove.Score()) > 0
	var bonus Points
	for _, t := range found {
		counted := t.capped()
		switch {
		case !open:
			a.Lines.explainIndicator("bonus_not_open", t, 0, t.terms(), deducted.String(), r.BonusAbove.String())
			continue
		case counted < t.sum():
			a.Lines.explainIndicator("bonus_capped", t, counted, t.terms(), t.sum().String(), counted.String())
		default:
			a.Lines.explainIndicator("bonus_added", t, counted, t.terms(), counted.String())
		}
		bonus += counted
	}
	if bonus > r.BonusTotal {
		a.Lines.explain("bonus_total_capped", bonus.String(), r.BonusTotal.String())
		bonus = r.BonusTotal
	}
	return bonus.Score()
}

// conclude states the verdict. The pass line looks at the score before the bonus.
func (a *Assessment) conclude(r ScoringRule, veto bool) {
	switch {
	case veto:
		a.Verdict = VerdictFail
		a.Lines.explain("failed_by_veto")
	case a.Deducted == nil:
		a.Lines.explain("passed_without_score")
	case a.Deducted.Cmp(r.PassLine.Score()) < 0:
		a.Verdict = VerdictFail
		a.Lines.explain("pass_line_missed", a.Deducted.String(), r.PassLine.String())
	default:
		a.Lines.explain("pass_line_met", a.Deducted.String(), r.PassLine.String())
	}
}

// tallied is what was found under one indicator.
type tallied struct {
	Indicator

	findings    int
	occurrences map[Points]int64 // by the points of one
}

// tally groups the findings by indicator, in the order of the catalogue.
func (r ScoringRule) tally(findings []FindingEdit) map[Part][]*tallied {
	byCode := map[string]*tallied{}
	for _, f := range findings {
		ind, known := r.Indicators[f.Indicator]
		if !known {
			continue
		}
		t := byCode[f.Indicator]
		if t == nil {
			t = &tallied{Indicator: ind, occurrences: map[Points]int64{}}
			byCode[f.Indicator] = t
		}
		t.findings++
		t.occurrences[ind.Points+f.Points] += int64(f.Occurrences) // one of the two is zero
	}
	found := map[Part][]*tallied{}
	for _, ind := range r.ordered() {
		if t := byCode[ind.Code]; t != nil {
			found[ind.Part] = append(found[ind.Part], t)
		}
	}
	return found
}

func (t *tallied) sum() Points {
	var sum Points
	for points, times := range t.occurrences {
		sum += points * Points(times)
	}
	return sum
}

func (t *tallied) capped() Points { return min(t.sum(), t.MaxPoints) }

func (t *tallied) times() int64 {
	var n int64
	for _, times := range t.occurrences {
		n += times
	}
	return n
}

// terms writes the sum as a person would: 3×2 + 1.5×1, the times second, the dearest first.
func (t *tallied) terms() string {
	var terms []string
	for _, points := range slices.Backward(slices.Sorted(maps.Keys(t.occurrences))) {
		terms = append(terms, fmt.Sprintf("%s×%d", points, t.occurrences[points]))
	}
	return strings.Join(terms, " + ")
}

func countObservations(findings []FindingEdit) int {
	n := 0
	for _, f := range findings {
		if f.Indicator == "" {
			n++
		}
	}
	return n
}
