package model

import (
	"maps"
	"slices"
	"strings"
)

// Agreement is how a self-check and the official result stand to each other.
type Agreement string

// The agreements.
const (
	AgreementSame       Agreement = "same"
	AgreementSelfPassed Agreement = "self_passed" // what the inspection failed
	AgreementSelfFailed Agreement = "self_failed" // what the inspection passed
	AgreementNoResult   Agreement = "no_result"   // no official result stands
)

// Agreements lists the agreements.
var Agreements = []Agreement{AgreementSame, AgreementSelfPassed, AgreementSelfFailed, AgreementNoResult}

// Label is the Chinese name of the agreement, as printed.
func (a Agreement) Label() string {
	switch a {
	case AgreementSame:
		return "一致"
	case AgreementSelfPassed:
		return "自查合格，检查不合格"
	case AgreementSelfFailed:
		return "自查不合格，检查合格"
	case AgreementNoResult:
		return "尚无检查结果"
	}
	return string(a)
}

// FoundBy is who has found something under an indicator.
type FoundBy string

// The finders.
const (
	FoundBySelf     FoundBy = "self"
	FoundByOfficial FoundBy = "official"
	FoundByBoth     FoundBy = "both"
)

// IndicatorDifference is how often something was seen under an indicator by the one and by the other.
type IndicatorDifference struct {
	Indicator string
	FoundBy   FoundBy
	Self      int
	Official  int
}

// SelfCheckComparison is a self-check beside the official result of its thing.
type SelfCheckComparison struct {
	Check      SelfCheck
	Official   *Result // nil when the thing is no target that the caller sees
	Agreement  Agreement
	Indicators []IndicatorDifference // of a result that stands; in the order of codes
}

// CompareSelfCheck puts a self-check beside an official result. A result that was returned does not stand.
func CompareSelfCheck(k SelfCheck, official *Result) SelfCheckComparison {
	c := SelfCheckComparison{Check: k, Official: official, Agreement: AgreementNoResult, Indicators: []IndicatorDifference{}}
	if official == nil || official.Inspection.Verdict == "" {
		return c
	}
	switch {
	case official.Inspection.Verdict == k.Verdict:
		c.Agreement = AgreementSame
	case k.Verdict == VerdictPass:
		c.Agreement = AgreementSelfPassed
	default:
		c.Agreement = AgreementSelfFailed
	}
	differences := map[string]*IndicatorDifference{}
	under := func(indicator string) *IndicatorDifference {
		if differences[indicator] == nil {
			differences[indicator] = &IndicatorDifference{Indicator: indicator}
		}
		return differences[indicator]
	}
	for _, f := range k.Findings {
		under(f.Indicator).Self += f.Occurrences
	}
	for _, f := range official.Findings {
		under(f.Indicator).Official += f.Occurrences
	}
	delete(differences, "") // observations are under no indicator, so nothing tells whether two are the same
	for _, code := range slices.Sorted(maps.Keys(differences)) {
		d := *differences[code]
		switch {
		case d.Self == 0:
			d.FoundBy = FoundByOfficial
		case d.Official == 0:
			d.FoundBy = FoundBySelf
		default:
			d.FoundBy = FoundByBoth
		}
		c.Indicators = append(c.Indicators, d)
	}
	return c
}

// Found lists the indicators under which somebody has found something, as printed.
func (c SelfCheckComparison) Found(by FoundBy) string {
	var codes []string
	for _, d := range c.Indicators {
		if d.FoundBy == by {
			codes = append(codes, d.Indicator)
		}
	}
	return strings.Join(codes, "、")
}

// ComparisonTotals counts comparisons. Same, SelfPassed, SelfFailed and NoResult add up to SelfChecked.
type ComparisonTotals struct {
	Targets     int64 // of the campaign, that the caller sees
	SelfChecked int64 // things with a finished self-check
	NotChecked  int64 // targets without one
	Same        int64
	SelfPassed  int64
	SelfFailed  int64
	NoResult    int64
}

// Add counts a comparison.
func (t *ComparisonTotals) Add(c SelfCheckComparison) {
	t.SelfChecked++
	if c.Official != nil {
		t.NotChecked--
	}
	switch c.Agreement {
	case AgreementSame:
		t.Same++
	case AgreementSelfPassed:
		t.SelfPassed++
	case AgreementSelfFailed:
		t.SelfFailed++
	case AgreementNoResult:
		t.NoResult++
	}
}
