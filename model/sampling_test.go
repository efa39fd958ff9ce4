package model

import (
	"errors"
	"fmt"
	"testing"
)

func TestSamplingFields(t *testing.T) {
	site := ThingName{SiteCode: "4228010001"}
	for _, c := range []struct {
		name   string
		change func(*SamplingEdit)
		want   string
	}{
		{"a sample", func(*SamplingEdit) {}, ""},
		{"a minimum alone", func(e *SamplingEdit) { e.Ratio, e.Minimum = 0, 2 }, ""},
		{"a sample of nothing", func(e *SamplingEdit) { e.Ratio = 0 }, "ratio:ratio_or_minimum"},
		{"more than all", func(e *SamplingEdit) { e.Ratio = 10001 }, "ratio:out_of_range"},
		{"less than nothing", func(e *SamplingEdit) { e.Minimum = -1 }, "minimum:out_of_range"},
		{"no coverage", func(e *SamplingEdit) { e.Coverage = "" }, "coverage:not_one_of ratio:not_with_coverage"},
		{"an unknown rule", func(e *SamplingEdit) { e.MustInclude = Set[MustInclude]{"x"} }, "must_include[0]:not_one_of"},
		{"a seed of two lines", func(e *SamplingEdit) { e.Seed = "a\nb" }, "seed:forbidden_character"},
		{"a named site", func(e *SamplingEdit) { e.Include = []ThingName{site} }, ""},
		{"a site by id", func(e *SamplingEdit) { e.Include = []ThingName{{SiteID: 1}, {AccountID: 1}} }, ""},
		{"nothing named", func(e *SamplingEdit) { e.Include = []ThingName{site, {}} }, "include[1].site_code:thing_unclear"},
		{"two things named as one", func(e *SamplingEdit) { e.Include = []ThingName{{SiteID: 1, SiteCode: "4228010001"}} }, "include[0].site_code:thing_unclear"},
		{"a name without a platform", func(e *SamplingEdit) { e.Include = []ThingName{{AccountName: "恩施发布"}} }, "include[0].platform:not_one_of"},
		{"a platform without a name", func(e *SamplingEdit) { e.Include = []ThingName{{Platform: PlatformWechat}} }, "include[0].account_name:required"},
		{"left out without a reason", func(e *SamplingEdit) { e.Exclude = []Exclusion{{ThingName: site}} }, "exclude[0].reason:required"},
		{"left out", func(e *SamplingEdit) { e.Exclude = []Exclusion{{site, "迁移"}} }, ""},
		{"too many", func(e *SamplingEdit) { e.Include = make([]ThingName, MaxListed+1) }, "include:too_many_items"},
		{"full", func(e *SamplingEdit) {
			*e = SamplingEdit{Coverage: CoverageFull, Exclude: []Exclusion{{site, "迁移"}}}
		}, ""},
		{
			"full with what a sample has", func(e *SamplingEdit) {
				e.Coverage, e.Minimum, e.Seed, e.MustInclude, e.Include = CoverageFull, 1, "x", MustIncludes, []ThingName{site}
			},
			"ratio:not_with_coverage minimum:not_with_coverage must_include:not_with_coverage seed:not_with_coverage include:not_with_coverage",
		},
		{"listed", func(e *SamplingEdit) { *e = SamplingEdit{Coverage: CoverageListed, Include: []ThingName{site}} }, ""},
		{
			"listed and left out", func(e *SamplingEdit) {
				*e = SamplingEdit{Coverage: CoverageListed, Exclude: []Exclusion{{site, "迁移"}}}
			},
			"exclude:not_with_coverage",
		},
	} {
		e := SamplingEdit{Coverage: CoverageSample, Ratio: 3000}
		c.change(&e)
		_, err := e.Normalize()
		got := ""
		var refused *Error
		if errors.As(err, &refused) {
			for _, f := range refused.Fields {
				got += fmt.Sprintf(" %s:%s", f.Field, f.Code)
			}
			got = got[1:]
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSeedIsKeptOrMade(t *testing.T) {
	sample := SamplingEdit{Coverage: CoverageSample, Ratio: 3000}
	p := FullPlan(1)
	p.Apply(sample, "made")
	first := p.Seed
	p.Apply(sample, "made again")
	second := p.Seed
	sample.Seed = "given"
	p.Apply(sample, "made a third time")
	third := p.Seed
	p.Apply(SamplingEdit{Coverage: CoverageFull}, "made a fourth time")
	if first != "made" || second != "made" || third != "given" || p.Seed != "" {
		t.Errorf("%q %q %q %q", first, second, third, p.Seed)
	}
}
