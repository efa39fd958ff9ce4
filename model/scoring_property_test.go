package model

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawRule makes a rule whose maxima need not add up to the totals, so that every cap and clamp is reached.
func drawRule(t *rapid.T) ScoringRule {
	points := func(label string, from, to Points) Points {
		return Points(rapid.Int64Range(int64(from), int64(to)).Draw(t, label))
	}
	rule := ScoringRule{DeductionTotal: points("total", 100, 12000), Indicators: map[string]Indicator{}}
	rule.PassLine = points("pass line", 0, rule.DeductionTotal)
	rule.BonusAbove = points("bonus above", 0, rule.DeductionTotal)
	rule.BonusTotal = points("bonus total", 0, 3000)
	spare := rule.DeductionTotal - 1 // what may need public services: a point is always left to score on
	for i := range rapid.IntRange(1, 12).Draw(t, "indicators") {
		ind := Indicator{
			Code: fmt.Sprintf("I%d", i), Name: "指标", Position: rapid.IntRange(1, 12).Draw(t, "position"),
			Part:               rapid.SampledFrom(Parts).Draw(t, "part"),
			AppliesTo:          rapid.SampledFrom([]Set[Subject]{{SubjectSite}, {SubjectAccount}, {SubjectSite, SubjectAccount}}).Draw(t, "applies to"),
			NeedsPublicService: rapid.Bool().Draw(t, "service"),
		}
		if ind.Part != PartVeto {
			ind.MaxPoints = points("max", 1, 3000)
			ind.Points = points("points", 0, ind.MaxPoints) * Points(rapid.IntRange(0, 1).Draw(t, "fixed"))
		}
		if ind.Part == PartDeduction && ind.NeedsPublicService {
			ind.NeedsPublicService = ind.MaxPoints <= spare
			if ind.NeedsPublicService {
				spare -= ind.MaxPoints
			}
		}
		rule.Indicators[ind.Code] = ind
	}
	return rule
}

func drawTarget(t *rapid.T) ScoringTarget {
	return ScoringTarget{
		Subject: rapid.SampledFrom(SubjectKinds).Draw(t, "subject"),
		Scored:  rapid.IntRange(0, 3).Draw(t, "scored") > 0, PublicService: rapid.Bool().Draw(t, "public service"),
	}
}

// drawFinding makes a finding that the rule takes for the target; without a part left to choose from, an observation.
func drawFinding(t *rapid.T, rule ScoringRule, target ScoringTarget, parts ...Part) FindingEdit {
	f := FindingEdit{Occurrences: rapid.IntRange(0, 4).Draw(t, "occurrences"), Description: rapid.StringMatching(`[a-z]{12}`).Draw(t, "description")}
	var choice []Indicator
	for _, ind := range rule.ordered() {
		if slices.Contains(parts, ind.Part) && ind.AppliesTo.Has(target.Subject) && (target.PublicService || !ind.NeedsPublicService) {
			choice = append(choice, ind)
		}
	}
	if len(choice) == 0 {
		return f
	}
	ind := rapid.SampledFrom(choice).Draw(t, "indicator")
	f.Indicator, f.Description = ind.Code, ""
	if ind.LeavesPointsOpen() {
		f.Points = Points(rapid.Int64Range(1, int64(ind.MaxPoints)).Draw(t, "stated points"))
	}
	return f
}

// drawFindings leaves out vetoes in half of the draws, or hardly anything would be scored.
func drawFindings(t *rapid.T, rule ScoringRule, target ScoringTarget) []FindingEdit {
	parts := []Part{PartDeduction, PartBonus}
	if rapid.Bool().Draw(t, "with vetoes") {
		parts = Parts
	}
	list := make([]FindingEdit, rapid.IntRange(0, 12).Draw(t, "findings"))
	for i := range list {
		if rapid.IntRange(0, 5).Draw(t, "observation") > 0 {
			list[i] = drawFinding(t, rule, target, parts...)
		} else {
			list[i] = drawFinding(t, rule, target)
		}
	}
	return list
}

func assess(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) Assessment {
	t.Helper()
	a, err := Assess(rule, target, findings)
	if err != nil {
		t.Fatalf("assess: %v", err)
	}
	return a
}

// forAnyAssessment checks a property on drawn catalogues and on the national one.
func forAnyAssessment(t *testing.T, property func(*rapid.T, ScoringRule, ScoringTarget, []FindingEdit)) {
	t.Helper()
	national := ruleOf(shippedCatalogue(t))
	for name, draw := range map[string]func(*rapid.T) ScoringRule{
		"drawn":    drawRule,
		"national": func(*rapid.T) ScoringRule { return national },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				rule, target := draw(t), drawTarget(t)
				property(t, rule, target, drawFindings(t, rule, target))
			})
		})
	}
}

// expected judges by the wording of the rule, in big fractions and without any code of the program.
func expected(rule ScoringRule, target ScoringTarget, findings []FindingEdit) string {
	sums := map[string]int64{}
	for _, f := range findings {
		ind, known := rule.Indicators[f.Indicator]
		switch {
		case !known:
			continue
		case ind.Part == PartVeto:
			return "fail"
		case ind.Points > 0:
			sums[f.Indicator] += int64(ind.Points) * int64(max(f.Occurrences, 1))
		default:
			sums[f.Indicator] += int64(f.Points) * int64(max(f.Occurrences, 1))
		}
	}
	if !target.Scored {
		return "pass"
	}
	base, lost, extra := int64(rule.DeductionTotal), int64(0), int64(0)
	for code, ind := range rule.Indicators {
		counted := min(sums[code], int64(ind.MaxPoints))
		switch ind.Part {
		case PartDeduction:
			lost += counted
			if ind.NeedsPublicService && !target.PublicService && slices.Contains(ind.AppliesTo, target.Subject) {
				base -= int64(ind.MaxPoints)
			}
		case PartBonus:
			extra += counted
		case PartVeto:
		}
	}
	deducted := big.NewRat(max(base-lost, 0), 100)
	deducted.Mul(deducted, big.NewRat(int64(rule.DeductionTotal), base))
	bonus := new(big.Rat)
	if deducted.Cmp(big.NewRat(int64(rule.BonusAbove), 100)) > 0 {
		bonus = big.NewRat(min(extra, int64(rule.BonusTotal)), 100)
	}
	verdict := "pass"
	if deducted.Cmp(big.NewRat(int64(rule.PassLine), 100)) < 0 {
		verdict = "fail"
	}
	return fmt.Sprintf("%s %s+%s=%s", verdict, deducted.RatString(), bonus.RatString(), new(big.Rat).Add(deducted, bonus).RatString())
}

func TestAssessAgainstFractions(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		if got, want := result(assess(t, rule, target, findings)), expected(rule, target, findings); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

func TestAssessOrderNeverMatters(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		a := assess(t, rule, target, findings)
		b := assess(t, rule, target, rapid.Permutation(findings).Draw(t, "permutation"))
		a.Findings, b.Findings = nil, nil // they stand in the order given
		if diff := cmp.Diff(a, b, sameScore); diff != "" {
			t.Fatalf("another order gives:\n%s", diff)
		}
	})
}

func TestAssessOneMoreFaultNeverHelps(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		before := assess(t, rule, target, findings)
		fault := drawFinding(t, rule, target, PartVeto, PartDeduction)
		after := assess(t, rule, target, append(slices.Clone(findings), fault))
		if before.Verdict == VerdictFail && after.Verdict == VerdictPass {
			t.Fatal("one more fault turned a fail into a pass")
		}
		veto := rule.Indicators[fault.Indicator].Part == PartVeto
		if veto && result(after) != "fail" {
			t.Fatalf("after a veto: %s", result(after))
		}
		if before.Deducted == nil || after.Deducted == nil {
			if (before.Deducted == nil) != (after.Deducted == nil) && !veto {
				t.Fatal("one more deduction changed whether there is a score")
			}
			return
		}
		if after.Deducted.Cmp(*before.Deducted) > 0 || after.Final.Cmp(*before.Final) > 0 {
			t.Fatalf("one more fault raised %s to %s", result(before), result(after))
		}
	})
}

func TestAssessObservationsChangeNothing(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		with := assess(t, rule, target, append(slices.Clone(findings), drawFinding(t, rule, target)))
		without := assess(t, rule, target, slices.DeleteFunc(slices.Clone(findings), func(f FindingEdit) bool { return f.Indicator == "" }))
		with.Lines = slices.DeleteFunc(with.Lines, func(l ExplanationLine) bool { return l.Code == "observation_only" })
		with.Findings, without.Findings = nil, nil
		if diff := cmp.Diff(without, with, sameScore); diff != "" {
			t.Fatalf("observations changed:\n%s", diff)
		}
	})
}

func TestAssessKeepsItsBounds(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		a := assess(t, rule, target, findings)
		veto := slices.ContainsFunc(findings, func(f FindingEdit) bool { return rule.Indicators[f.Indicator].Part == PartVeto })
		if scored := target.Scored && !veto; (a.Deducted != nil) != scored || (a.Bonus != nil) != scored || (a.Final != nil) != scored {
			t.Fatalf("scored %v: %+v", scored, a)
		}
		if a.Final == nil {
			return
		}
		if a.Deducted.Cmp(rule.DeductionTotal.Score()) > 0 || a.Bonus.Cmp(rule.BonusTotal.Score()) > 0 ||
			a.Final.Cmp((rule.DeductionTotal+rule.BonusTotal).Score()) > 0 {
			t.Fatalf("out of bounds: %s", result(a))
		}
		if a.Bonus.Cmp(Score{}) > 0 && a.Deducted.Cmp(rule.BonusAbove.Score()) <= 0 {
			t.Fatalf("a bonus on %s", a.Deducted)
		}
		for _, line := range a.Lines {
			if ind := rule.Indicators[line.Indicator]; line.Counted > ind.MaxPoints || line.Counted > line.Points {
				t.Fatalf("counted too much: %+v", line)
			}
		}
	})
}

func TestAssessOccurrencesAreFindings(t *testing.T) {
	forAnyAssessment(t, func(t *rapid.T, rule ScoringRule, target ScoringTarget, findings []FindingEdit) {
		var single []FindingEdit
		for _, f := range findings {
			times := max(f.Occurrences, 1)
			f.Occurrences = 1
			single = append(single, slices.Repeat([]FindingEdit{f}, times)...)
		}
		together, apart := assess(t, rule, target, findings), assess(t, rule, target, single)
		if result(together) != result(apart) {
			t.Fatalf("together %s, one by one %s", result(together), result(apart))
		}
	})
}
