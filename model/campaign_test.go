package model

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func goodCampaign() CampaignEdit {
	e := NewCampaignEdit()
	e.Title, e.Year, e.Round, e.RegionCode, e.MonitoringDate = "恩施州2022年第三次抽查", 2022, 3, "422800", "2022-09-30"
	return e
}

func TestCampaignDefaults(t *testing.T) {
	got, err := goodCampaign().Normalize()
	if err != nil {
		t.Fatal(err)
	}
	want := CampaignEdit{
		Code: "422800-2022-3", Title: "恩施州2022年第三次抽查", Year: 2022, Round: 3, RoundLabel: "第三次", IssuerLevel: IssuerPrefecture,
		RegionCode: "422800", MonitoringDate: "2022-09-30", Kinds: Set[Subject]{SubjectSite, SubjectAccount},
		ScoredKinds: Set[ScoredKind]{ScoredPortal}, PassLine: 6000, RateDecimals: 1, RateRounding: RoundHalfUp,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCampaignFields(t *testing.T) {
	tests := []struct {
		name   string
		change func(*CampaignEdit)
		want   string
	}{
		{"the code it has anyway", func(e *CampaignEdit) { e.Code = "422800-2022-3" }, ""},
		{"another code", func(e *CampaignEdit) { e.Code = "422800-2022-4" }, "code:not_the_campaign_code"},
		{"a short region", func(e *CampaignEdit) { e.RegionCode, e.Code = "4228", "422800-2022-3" }, ""},
		{"a code beside a bad region", func(e *CampaignEdit) { e.RegionCode, e.Code = "4", "x" }, "region_code:not_a_region_code"},
		{"years", func(e *CampaignEdit) { e.Year = 1999 }, "year:out_of_range"},
		{"the first year", func(e *CampaignEdit) { e.Year = 2000 }, ""},
		{"the last year", func(e *CampaignEdit) { e.Year = 2199 }, ""},
		{"after the last year", func(e *CampaignEdit) { e.Year = 2200 }, "year:out_of_range"},
		{"round 99", func(e *CampaignEdit) { e.Round = 99 }, ""},
		{"round 100", func(e *CampaignEdit) { e.Round = 100 }, "round:out_of_range"},
		{"no such day", func(e *CampaignEdit) { e.MonitoringDate = "2022-09-31" }, "monitoring_date:not_a_date"},
		{"nothing to inspect", func(e *CampaignEdit) { e.Kinds = nil }, "kinds:required"},
		{"nothing scored", func(e *CampaignEdit) { e.ScoredKinds = nil }, ""},
		{"the lowest line", func(e *CampaignEdit) { e.PassLine = 0 }, ""},
		{"the highest line", func(e *CampaignEdit) { e.PassLine = 10000 }, ""},
		{"above it", func(e *CampaignEdit) { e.PassLine = 10001 }, "pass_line:out_of_range"},
		{"two decimals", func(e *CampaignEdit) { e.RateDecimals = 2 }, ""},
		{"three decimals", func(e *CampaignEdit) { e.RateDecimals = 3 }, "rate_decimals:out_of_range"},
		{"no rounding", func(e *CampaignEdit) { e.RateRounding = "" }, "rate_rounding:not_one_of"},
		{"the nation's", func(e *CampaignEdit) { e.IssuerLevel = IssuerNation }, ""},
		{"the province's, with its code", func(e *CampaignEdit) { e.IssuerLevel, e.Code = IssuerProvince, "422800-2022-3-42" }, ""},
		{"the province's, with our code", func(e *CampaignEdit) { e.IssuerLevel, e.Code = IssuerProvince, "422800-2022-3" }, "code:not_the_campaign_code"},
		{"a county's of the prefecture", func(e *CampaignEdit) { e.IssuerLevel = IssuerCounty }, "issuer_level:not_one_of"},
		{"a village's", func(e *CampaignEdit) { e.IssuerLevel = "village" }, "issuer_level:not_one_of"},
	}
	for _, tt := range tests {
		e := goodCampaign()
		tt.change(&e)
		if _, err := e.Normalize(); faults(t, err) != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, faults(t, err), tt.want)
		}
	}
	e := goodCampaign()
	e.Kinds, e.ScoredKinds = Set[Subject]{SubjectAccount, SubjectSite, SubjectAccount}, Set[ScoredKind]{ScoredAccount, ScoredPortal, ScoredPortal}
	got, err := e.Normalize()
	if diff := cmp.Diff(Set[Subject]{SubjectSite, SubjectAccount}, got.Kinds); err != nil || diff != "" {
		t.Errorf("kinds: %v\n%s", err, diff)
	}
	if diff := cmp.Diff(Set[ScoredKind]{ScoredPortal, ScoredAccount}, got.ScoredKinds); diff != "" {
		t.Error(diff)
	}
}

func TestChineseNumber(t *testing.T) {
	for n, want := range map[int]string{
		1: "一", 3: "三", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 90: "九十", 99: "九十九", 0: "", 100: "", -1: "",
	} {
		if got := ChineseNumber(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}

// campaignTable is the life of a campaign, written a second time.
var campaignTable = map[CampaignState]map[CampaignVerb]CampaignState{
	CampaignDraft:     {CampaignVerbOpen: CampaignOpen},
	CampaignOpen:      {CampaignVerbClose: CampaignClosed},
	CampaignClosed:    {CampaignVerbPublish: CampaignPublished, CampaignVerbReopen: CampaignOpen},
	CampaignPublished: {CampaignVerbReopen: CampaignOpen},
}

var campaignVerbs = []CampaignVerb{CampaignVerbOpen, CampaignVerbClose, CampaignVerbPublish, CampaignVerbReopen, "delete"}

func TestCampaignNeverLeavesItsTable(t *testing.T) {
	start := NewTime(time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC))
	rapid.Check(t, func(t *rapid.T) {
		m := Campaign{ID: 1, State: CampaignDraft}
		for step := range rapid.IntRange(1, 12).Draw(t, "steps") {
			verb := rapid.SampledFrom(campaignVerbs).Draw(t, "verb")
			before, at := m, NewTime(start.Add(time.Duration(step)*time.Hour))
			err := m.Move(verb, at)
			to, ok := campaignTable[before.State][verb]
			if !ok {
				checkRefusedMove(t, err, string(before.State), allowed(campaignVerbs, campaignTable[before.State]))
				if diff := cmp.Diff(before, m); diff != "" {
					t.Fatalf("refused, but changed:\n%s", diff)
				}
				continue
			}
			if err != nil || m.State != to {
				t.Fatalf("%s in %s: %s, %v", verb, before.State, m.State, err)
			}
			opened, closed, published := !m.OpenedAt.IsZero(), !m.ClosedAt.IsZero(), !m.PublishedAt.IsZero()
			if opened != (m.State != CampaignDraft) || closed != (m.State == CampaignClosed || m.State == CampaignPublished) ||
				published != (m.State == CampaignPublished) {
				t.Fatalf("%s with the times %v %v %v", m.State, m.OpenedAt, m.ClosedAt, m.PublishedAt)
			}
		}
	})
	for state, moves := range campaignTable {
		if got := strings.Join(state.Actions(), ", "); got != allowed(campaignVerbs, moves) {
			t.Errorf("%s allows %s", state, got)
		}
		if state.Label() == string(state) {
			t.Errorf("%s has no label", state)
		}
	}
}

// Rounds of several issuers over one region have codes of their own, whatever their numbers.
func TestCampaignCodes(t *testing.T) {
	for want, c := range map[string]struct {
		region RegionCode
		issuer Issuer
	}{
		"422800-2022-3":        {"422800", IssuerPrefecture},
		"422800-2022-3-42":     {"422800", IssuerProvince},
		"422800-2022-3-00":     {"422800", IssuerNation},
		"422801-2022-3":        {"422801", IssuerCounty},
		"422801-2022-3-422800": {"422801", IssuerPrefecture},
		"422801-2022-3-42":     {"422801", IssuerProvince},
		"42-2022-3":            {"42", IssuerProvince},
		"42-2022-3-00":         {"42", IssuerNation},
	} {
		e := goodCampaign()
		e.RegionCode, e.IssuerLevel = c.region, c.issuer
		if got, err := e.Normalize(); err != nil || got.Code != want {
			t.Errorf("%s, %s: %q, %v", c.region, c.issuer, got.Code, err)
		}
	}
}

func TestCampaignApplyByState(t *testing.T) {
	changes := map[string]func(*CampaignEdit){
		"title":           func(e *CampaignEdit) { e.Title = "改" },
		"round_label":     func(e *CampaignEdit) { e.RoundLabel = "第三季度" },
		"rate_decimals":   func(e *CampaignEdit) { e.RateDecimals = 2 },
		"rate_rounding":   func(e *CampaignEdit) { e.RateRounding = RoundTruncate },
		"region_code":     func(e *CampaignEdit) { e.RegionCode = "422801" },
		"year":            func(e *CampaignEdit) { e.Year = 2023 },
		"round":           func(e *CampaignEdit) { e.Round = 4 },
		"issuer_level":    func(e *CampaignEdit) { e.IssuerLevel = IssuerNation },
		"monitoring_date": func(e *CampaignEdit) { e.MonitoringDate = "2022-10-01" },
		"catalogue":       func(e *CampaignEdit) { e.Catalogue = 2 },
		"kinds":           func(e *CampaignEdit) { e.Kinds = Set[Subject]{SubjectSite} },
		"scored_kinds":    func(e *CampaignEdit) { e.ScoredKinds = nil },
		"pass_line":       func(e *CampaignEdit) { e.PassLine = 7000 },
		"review_required": func(e *CampaignEdit) { e.ReviewRequired = true },
	}
	never := map[string]bool{"region_code": true, "year": true, "round": true, "issuer_level": true}
	printed := map[string]bool{"title": true, "round_label": true, "rate_decimals": true, "rate_rounding": true}
	for _, state := range CampaignStates {
		for field, change := range changes {
			want := ""
			switch {
			case never[field]:
				want = "invalid_fields " + field + ":unchangeable"
			case state != CampaignDraft && !printed[field]:
				want = "invalid_fields " + field + ":fixed_after_opening"
			case state == CampaignPublished:
				want = "campaign_published "
			}
			row := Campaign{}
			if err := row.Apply(goodCampaign()); err != nil {
				t.Fatal(err)
			}
			row.ID, row.State = 1, state
			e := row.Edit()
			change(&e)
			err := row.Apply(e)
			got := ""
			if refusal, ok := err.(*Error); ok { //nolint:errorlint // the model answers it unwrapped
				got = refusal.Code + " " + faults(t, err)
			}
			if got != want {
				t.Errorf("%s in %s: %q, want %q", field, state, got, want)
			}
			if diff := cmp.Diff(e, row.Edit()); (diff == "") != (err == nil) {
				t.Errorf("%s in %s: %v, and then\n%s", field, state, err, diff)
			}
		}
	}
}

func TestCampaignScores(t *testing.T) {
	tests := []struct {
		kinds                     Set[ScoredKind]
		portal, department, media bool
	}{
		{nil, false, false, false},
		{Set[ScoredKind]{ScoredPortal}, true, false, false},
		{Set[ScoredKind]{ScoredSite}, true, true, false},
		{Set[ScoredKind]{ScoredAccount}, false, false, true},
		{Set[ScoredKind]{ScoredPortal, ScoredSite, ScoredAccount}, true, true, true},
	}
	for _, tt := range tests {
		m := Campaign{ScoredKinds: tt.kinds}
		if m.Scores(SubjectSite, true) != tt.portal || m.Scores(SubjectSite, false) != tt.department ||
			m.Scores(SubjectAccount, false) != tt.media || m.Scores("page", true) {
			t.Errorf("%v", tt.kinds)
		}
	}
}

// The edit of a row is the caller's: changing its lists does not change the row.
func TestCampaignEditIsACopy(t *testing.T) {
	row := Campaign{Kinds: Set[Subject]{SubjectSite}, ScoredKinds: Set[ScoredKind]{ScoredPortal}}
	e := row.Edit()
	e.Kinds[0], e.ScoredKinds[0] = SubjectAccount, ScoredSite
	if row.Kinds[0] != SubjectSite || row.ScoredKinds[0] != ScoredPortal {
		t.Error("the row has changed")
	}
}
