package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func accountNamed(name string, platform Platform, region RegionCode) Candidate {
	return Candidate{Kind: SubjectAccount, Target: Target{TargetName: name, TargetPlatform: platform, RegionCode: region}}
}

// outcomes are the outcomes of a draw by identity.
func outcomes(choices []Choice) map[string]DrawOutcome {
	out := map[string]DrawOutcome{}
	for _, c := range choices {
		out[c.Identity()] = c.Outcome
	}
	return out
}

// The example of docs/drawing.md.
func TestDrawOfTheDocument(t *testing.T) {
	var frame []Candidate
	for _, name := range []string{"恩施发布", "恩施教育", "恩施公安", "恩施气象", "恩施卫健"} {
		frame = append(frame, accountNamed(name, PlatformWechat, "422801"))
	}
	frame[0].Exclusion, frame[3].Listed = "迁移", true
	plan := SamplingPlan{Coverage: CoverageSample, Ratio: 3333, Minimum: 1, Seed: "2022-3"}
	want := map[string]DrawOutcome{
		"account/wechat/恩施发布": PassedExcluded, "account/wechat/恩施教育": PassedNotSampled, "account/wechat/恩施公安": DrawnSampled,
		"account/wechat/恩施气象": DrawnListed, "account/wechat/恩施卫健": PassedNotSampled,
	}
	choices := plan.Draw(frame)
	if diff := cmp.Diff(want, outcomes(choices)); diff != "" {
		t.Error(diff)
	}
	d := NewDrawing(Campaign{RegionCode: "422800"}, plan, choices, nil)
	if want := (Covered{Registered: 5, Excluded: 1, Quota: 2, Drawn: 2}); d.Total != want || d.Total.Text(RateRule{}) != "2/5, 40%" {
		t.Errorf("%+v, %s", d.Total, d.Total.Text(RateRule{}))
	}
	if got := Lot("2022-3", "account/wechat/恩施公安"); got != "3c8db9894cb44034c08f1275cafc080e124950e2588bfa2e06ff442ef5098dfb" {
		t.Error(got)
	}
}

func TestQuota(t *testing.T) {
	for _, c := range []struct {
		ratio   Percent
		minimum int
		n, want int64
	}{
		{3000, 0, 10, 3},
		{3000, 0, 11, 4},
		{3333, 1, 3, 1},
		{3334, 1, 3, 2},
		{1, 0, 10_000, 1},
		{1, 0, 10_001, 2},
		{0, 2, 5, 2},
		{0, 2, 1, 1},
		{5000, 9, 4, 4},
		{WholePercent, 0, 7, 7},
		{3000, 3, 0, 0},
	} {
		p := SamplingPlan{Coverage: CoverageSample, Ratio: c.ratio, Minimum: c.minimum}
		if got := p.Quota(c.n); got != c.want {
			t.Errorf("%s%% of %d, at least %d: %d, want %d", c.ratio, c.n, c.minimum, got, c.want)
		}
	}
}

func TestOutcomesOfEachCoverage(t *testing.T) {
	portal := Candidate{Kind: SubjectSite, Target: Target{TargetCode: "4228010001", TargetIsPortal: true, RegionCode: "422801"}}
	failed, fresh, listed, left := portal, portal, portal, portal
	failed.TargetCode, failed.TargetIsPortal, failed.FailedLast = "4228010002", false, true
	fresh.TargetCode, fresh.TargetIsPortal, fresh.New = "4228010003", false, true
	listed.TargetCode, listed.Listed, listed.New = "4228010004", true, true
	left.TargetCode, left.Exclusion, left.FailedLast = "4228010005", "迁移", true
	frame := []Candidate{portal, failed, fresh, listed, left}
	all := MustIncludes
	for _, c := range []struct {
		plan SamplingPlan
		want string
	}{
		{SamplingPlan{Coverage: CoverageFull}, "full full full full excluded"},
		{SamplingPlan{Coverage: CoverageListed}, "not_listed not_listed not_listed listed excluded"},
		{SamplingPlan{Coverage: CoverageSample, MustInclude: all, Minimum: 1}, "portal last_failure new listed excluded"},
		{SamplingPlan{Coverage: CoverageSample, MustInclude: all[1:2], Minimum: 1}, "not_sampled last_failure not_sampled listed excluded"},
		{SamplingPlan{Coverage: CoverageSample, Ratio: WholePercent}, "sampled sampled sampled listed excluded"},
	} {
		got := ""
		for _, choice := range c.plan.Draw(frame) {
			got += " " + string(choice.Outcome)
		}
		if got[1:] != c.want {
			t.Errorf("%+v: %s, want %s", c.plan, got[1:], c.want)
		}
	}
}

// register makes a frame with names that are each used once.
func register(t *rapid.T) []Candidate {
	frame := make([]Candidate, rapid.IntRange(0, 60).Draw(t, "things"))
	for i := range frame {
		c := accountNamed(fmt.Sprintf("号%d", i), rapid.SampledFrom(Platforms[:3]).Draw(t, "platform"),
			rapid.SampledFrom([]RegionCode{"422800", "422801", "422802"}).Draw(t, "region"))
		if rapid.Bool().Draw(t, "a site") {
			c.Kind, c.TargetPlatform, c.TargetCode = SubjectSite, "", fmt.Sprintf("422801%04d", i)
			c.TargetIsPortal = rapid.IntRange(0, 4).Draw(t, "portal") == 0
		}
		c.FailedLast, c.New = rapid.IntRange(0, 5).Draw(t, "failed") == 0, rapid.IntRange(0, 5).Draw(t, "new") == 0
		switch rapid.IntRange(0, 9).Draw(t, "named") {
		case 0:
			c.Listed = true
		case 1:
			c.Exclusion = "原因"
		}
		frame[i] = c
	}
	return frame
}

func samplePlan(t *rapid.T) SamplingPlan {
	p := SamplingPlan{
		Coverage: CoverageSample, Ratio: Percent(rapid.Int64Range(0, int64(WholePercent)).Draw(t, "ratio")),
		Minimum: rapid.IntRange(0, 6).Draw(t, "minimum"), Seed: rapid.StringMatching(`[a-z0-9]{1,12}`).Draw(t, "seed"),
	}
	for _, rule := range MustIncludes {
		if rapid.Bool().Draw(t, string(rule)) {
			p.MustInclude = append(p.MustInclude, rule)
		}
	}
	return p
}

// What a draw promises, whatever the register and the plan.
func TestDrawKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		frame, plan := register(t), samplePlan(t)
		choices := plan.Draw(frame)
		drawn := outcomes(choices)
		if len(drawn) != len(frame) {
			t.Fatalf("%d outcomes for %d things", len(drawn), len(frame))
		}
		if diff := cmp.Diff(choices, plan.Draw(rapid.Permutation(frame).Draw(t, "in another order"))); diff != "" {
			t.Fatalf("the order of the rows changes the draw:\n%s", diff)
		}
		for _, c := range frame {
			got := drawn[identityOf(c.Kind, c.Target)]
			surely := c.Listed || c.TargetIsPortal && plan.MustInclude.Has(IncludePortals) ||
				c.FailedLast && plan.MustInclude.Has(IncludeLastFailures) || c.New && plan.MustInclude.Has(IncludeNewSinceLast)
			switch {
			case c.Exclusion != "" && got != PassedExcluded:
				t.Fatalf("what was left out is %s", got)
			case c.Exclusion == "" && surely && (!got.Drawn() || got == DrawnSampled):
				t.Fatalf("what must be drawn is %s", got)
			case c.Exclusion == "" && !surely && got != DrawnSampled && got != PassedNotSampled:
				t.Fatalf("what draws a lot is %s", got)
			}
		}
		checkStrata(t, plan, choices)
		checkOtherStrata(t, plan, frame, drawn)
	})
}

// checkStrata counts again what the drawing says of each stratum.
func checkStrata(t *rapid.T, plan SamplingPlan, choices []Choice) {
	d := NewDrawing(Campaign{RegionCode: "422800"}, plan, choices, nil)
	var total Covered
	for _, s := range d.Strata {
		var n, out, taken, lots int64
		for _, c := range choices {
			if c.Stratum() != s.Stratum {
				continue
			}
			n++
			switch {
			case c.Outcome == PassedExcluded:
				out++
			case c.Outcome.Drawn():
				taken++
			}
			if c.Outcome == DrawnSampled {
				lots++
			}
		}
		least := max(int64(plan.Minimum), (int64(plan.Ratio)*n+9999)/10000)
		switch {
		case s.Registered != n || s.Excluded != out || s.Drawn != taken || s.Quota != min(n, least):
			t.Fatalf("%s: %+v, but counted again %d, %d, %d", s.Stratum, s.Covered, n, out, taken)
		case taken < min(n-out, least):
			t.Fatalf("%s: %d of %d drawn, at least %d were to be", s.Stratum, taken, n, least)
		case lots > 0 && taken > min(n, least):
			t.Fatalf("%s: lots were drawn beyond the quota: %d of %d", s.Stratum, taken, s.Quota)
		}
		total.add(s.Covered)
	}
	if d.Total != total {
		t.Fatalf("the total %+v, but the sum %+v", d.Total, total)
	}
}

// checkOtherStrata adds a thing to one stratum and looks at the others.
func checkOtherStrata(t *rapid.T, plan SamplingPlan, frame []Candidate, drawn map[string]DrawOutcome) {
	added := accountNamed("后来的号", PlatformWeibo, "422801")
	for identity, outcome := range outcomes(plan.Draw(append(slices.Clone(frame), added))) {
		at := slices.IndexFunc(frame, func(c Candidate) bool { return identityOf(c.Kind, c.Target) == identity })
		if at < 0 || frame[at].RegionCode == "422801" && frame[at].TargetPlatform == PlatformWeibo {
			continue
		}
		if drawn[identity] != outcome {
			t.Fatalf("%s was %s and is %s, as another stratum has one more", identity, drawn[identity], outcome)
		}
	}
}

// Another seed draws other things: of 20 seeds at least one differs from the first.
func TestSeedsDiffer(t *testing.T) {
	var frame []Candidate
	for i := range 20 {
		frame = append(frame, accountNamed(fmt.Sprintf("号%d", i), PlatformWechat, "422801"))
	}
	seen := map[string]bool{}
	for i := range 20 {
		plan := SamplingPlan{Coverage: CoverageSample, Ratio: 5000, Seed: fmt.Sprint(i)}
		seen[fmt.Sprint(outcomes(plan.Draw(frame)))] = true
	}
	if len(seen) < 19 {
		t.Errorf("20 seeds gave only %d draws", len(seen))
	}
}

func TestNewSince(t *testing.T) {
	opened := NewTime(time.Date(2022, 7, 8, 1, 0, 0, 0, time.UTC))
	at := func(hours int) Time { return NewTime(opened.Add(time.Duration(hours) * time.Hour)) }
	for _, c := range []struct {
		created Time
		on      Date
		want    bool
	}{
		{at(-1), "", false}, {at(0), "", false}, {at(1), "", true}, {at(-1), "2022-07-08", false}, {at(-1), "2022-07-09", true},
	} {
		site := Thing{Kind: SubjectSite, Site: Site{CreatedAt: c.created, Life: Life{OpenedOn: c.on}}}
		account := Thing{Kind: SubjectAccount, Account: Account{CreatedAt: c.created, Life: Life{OpenedOn: c.on}}}
		if site.NewSince(opened) != c.want || account.NewSince(opened) != c.want {
			t.Errorf("created %s, opened on %q: %v", c.created, c.on, !c.want)
		}
	}
}

func TestCoverageText(t *testing.T) {
	for want, c := range map[string]struct {
		covered  Covered
		decimals int
	}{
		"282/402, 70%":    {Covered{Drawn: 282, Registered: 402}, 0},
		"282/402, 70.1%":  {Covered{Drawn: 282, Registered: 402}, 1},
		"282/402, 70.15%": {Covered{Drawn: 282, Registered: 402}, 2},
		"402/402, 100%":   {Covered{Drawn: 402, Registered: 402}, 2},
		"401/402, 99%":    {Covered{Drawn: 401, Registered: 402}, 0},
		"0/0, —":          {Covered{}, 1},
	} {
		if got := c.covered.Text(RateRule{Decimals: c.decimals, Rounding: RoundHalfUp}); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What was added later counts as registered only when the frame did not have it, and changes no quota.
func TestAddedTargetsAreCounted(t *testing.T) {
	plan := SamplingPlan{Coverage: CoverageSample, Ratio: 5000, Seed: "1"}
	var frame []Candidate
	for i := range 4 {
		frame = append(frame, accountNamed(fmt.Sprintf("号%d", i), PlatformWechat, "422801"))
	}
	choices := plan.Draw(frame)
	at := slices.IndexFunc(choices, func(c Choice) bool { return c.Outcome == PassedNotSampled })
	choices[at].Outcome = DrawnAdded
	late := Choice{Kind: SubjectAccount, Target: accountNamed("新号", PlatformWechat, "422801").Target, Outcome: DrawnAdded, Late: true}
	regions := []CampaignRegion{{RegionCode: "422800", Name: "恩施州", DirectLabel: "州直"}, {RegionCode: "422801", Name: "恩施市"}}
	d := NewDrawing(Campaign{RegionCode: "422800"}, plan, append(choices, late), regions)
	if want := (Covered{Registered: 5, Quota: 2, Drawn: 4, Added: 2}); d.Total != want {
		t.Errorf("%+v", d.Total)
	}
	if len(d.ByRegion) != 1 || d.ByRegion[0].Label != "恩施市" || len(d.ByKind) != 1 || d.ByKind[0].Covered != d.Total {
		t.Errorf("%+v %+v", d.ByRegion, d.ByKind)
	}
}

func TestPercentIsExact(t *testing.T) {
	for text, want := range map[string]Percent{"30": 3000, "33.33": 3333, "0.01": 1, "100": 10000, "0.29": 29} {
		var p Percent
		if err := json.Unmarshal([]byte(text), &p); err != nil || p != want || p.String() != text {
			t.Errorf("%s is %d, %s: %v", text, p, p, err)
		}
	}
	var p Percent
	if json.Unmarshal([]byte("33.333"), &p) == nil || json.Unmarshal([]byte(`"30"`), &p) == nil || json.Unmarshal([]byte("-1"), &p) == nil {
		t.Error("what is no percentage was taken")
	}
}
