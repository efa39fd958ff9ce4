package model

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEveryMoveOfAFinding(t *testing.T) {
	const today = Date("2022-10-10")
	want := map[FindingState]map[FindingVerb]FindingState{
		FindingOpen:      {VerbSubmitProof: FindingSubmitted, VerbExtend: FindingOpen, VerbExempt: FindingExempted},
		FindingSubmitted: {VerbAccept: FindingAccepted, VerbReject: FindingOpen, VerbExtend: FindingSubmitted},
	}
	for _, state := range FindingStates {
		for _, verb := range []FindingVerb{VerbSubmitProof, VerbAccept, VerbReject, VerbExtend, VerbExempt} {
			r := Rectification{State: state, DueOn: "2022-10-09", ExemptUntil: "2022-10-10"}
			err := r.Move(Change{Verb: verb, DueOn: "2022-10-20", ExemptUntil: "2022-10-31"}, today)
			to, allowed := want[state][verb]
			if (err == nil) != allowed || allowed && r.State != to {
				t.Errorf("%s of %s: %s, %v", verb, state, r.State, err)
			}
			if allowed != slices.Contains(state.Actions(), string(verb)) {
				t.Errorf("the actions of %s are %v", state, state.Actions())
			}
		}
	}
}

func TestOverdueIsComputed(t *testing.T) {
	for _, c := range []struct {
		row     Rectification
		today   Date
		state   FindingState
		overdue bool
	}{
		{Rectification{State: FindingOpen}, "2022-10-10", FindingOpen, false},
		{Rectification{State: FindingOpen, DueOn: "2022-10-10"}, "2022-10-10", FindingOpen, false},
		{Rectification{State: FindingOpen, DueOn: "2022-10-10"}, "2022-10-11", FindingOpen, true},
		{Rectification{State: FindingSubmitted, DueOn: "2022-10-10"}, "2022-10-11", FindingSubmitted, false},
		{Rectification{State: FindingAccepted, DueOn: "2022-10-10"}, "2022-10-11", FindingAccepted, false},
		{Rectification{State: FindingWithdrawn, DueOn: "2022-10-10"}, "2022-10-11", FindingWithdrawn, false},
		{Rectification{State: FindingExempted, DueOn: "2022-10-10", ExemptUntil: "2022-10-31"}, "2022-10-31", FindingExempted, false},
		{Rectification{State: FindingExempted, DueOn: "2022-10-10", ExemptUntil: "2022-10-31"}, "2022-11-01", FindingOpen, true},
	} {
		if c.row.StateOn(c.today) != c.state || c.row.Overdue(c.today) != c.overdue {
			t.Errorf("%+v on %s: %s, %v", c.row, c.today, c.row.StateOn(c.today), c.row.Overdue(c.today))
		}
	}
}

func TestWhichReminderADayNeeds(t *testing.T) {
	for today, want := range map[Date]ReminderKind{
		"2022-10-07": "", "2022-10-08": RemindSoon, "2022-10-09": RemindSoon, "2022-10-10": RemindDue, "2022-10-11": "overdue_1",
		"2022-10-12": "overdue_1", "2022-10-13": "overdue_3", "2022-10-17": "overdue_7", "2022-10-24": "overdue_14", "2023-10-10": "overdue_30",
	} {
		kind, _ := (Rectification{State: FindingOpen, DueOn: "2022-10-10"}).Reminder(today)
		if kind != want {
			t.Errorf("%s: %q, want %q", today, kind, want)
		}
	}
	for _, state := range []FindingState{FindingSubmitted, FindingAccepted, FindingWithdrawn, FindingNone} {
		if kind, needed := (Rectification{State: state, DueOn: "2022-10-10"}).Reminder("2022-10-10"); needed {
			t.Errorf("%s is reminded of: %s", state, kind)
		}
	}
}

func TestWhichFindingALineIs(t *testing.T) {
	line := func(description, number string) FindingEdit {
		return FindingEdit{Description: description, Number: number}
	}
	tracked := func(number, description string, state FindingState) Rectification {
		return Rectification{Number: number, FaultKey: line(description, "").FaultKey(), State: state}
	}
	old := []Rectification{
		tracked("c-0001", "甲", FindingWithdrawn), tracked("c-0002", "甲", FindingOpen), tracked("c-0003", "乙", FindingOpen),
	}
	for name, c := range map[string]struct {
		lines []FindingEdit
		want  []int
	}{
		"none":               {nil, []int{}},
		"the living first":   {[]FindingEdit{line("甲", "")}, []int{1}},
		"then the withdrawn": {[]FindingEdit{line("甲", ""), line("甲", ""), line("甲", "")}, []int{1, 0, -1}},
		"by number":          {[]FindingEdit{line("甲", ""), line("丙", "c-0002")}, []int{0, 1}},
		"new":                {[]FindingEdit{line("丁", ""), line("乙", "")}, []int{-1, 2}},
	} {
		got, err := Track(old, c.lines)
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

func TestRowsOfFailures(t *testing.T) {
	series := []Round{{CampaignID: 3, Code: "c"}, {CampaignID: 2, Code: "b"}, {CampaignID: 1, Code: "a"}}
	at := func(site, campaign uint64, v Verdict) RoundResult {
		return RoundResult{SiteID: OptionalID(site), CampaignID: campaign, Verdict: v, InspectionID: site*10 + campaign}
	}
	results := []RoundResult{
		at(1, 1, VerdictFail), at(1, 2, VerdictFail), at(1, 3, VerdictFail),
		at(2, 1, VerdictFail), at(2, 2, VerdictPass), at(2, 3, VerdictFail),
		at(3, 1, VerdictFail), at(3, 3, VerdictFail), // it was not drawn in the second
		at(4, 1, VerdictFail), at(4, 2, VerdictFail), at(4, 3, VerdictPass),
		at(5, 3, VerdictFail),
	}
	got := map[OptionalID]int{}
	for _, s := range Streaks(series, results, 2) {
		got[s.Newest.SiteID] = len(s.Rounds)
	}
	if diff := cmp.Diff(map[OptionalID]int{1: 3, 3: 2}, got); diff != "" {
		t.Error(diff)
	}
}
