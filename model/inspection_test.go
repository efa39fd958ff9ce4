package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// inspectionTable is the life of an inspection, written a second time; "submit" is Take.
var inspectionTable = map[InspectionStatus]map[InspectionVerb]InspectionStatus{
	InspectionPending:   {"submit": InspectionSubmitted, VerbWaive: InspectionWaived}, // waiving, where it is reviewed
	InspectionSubmitted: {"submit": InspectionSubmitted, VerbConfirm: InspectionConfirmed, VerbReturn: InspectionReturned},
	InspectionReturned:  {"submit": InspectionSubmitted},
	InspectionConfirmed: {VerbReturn: InspectionReturned},
	InspectionWaived:    {VerbReturn: InspectionReturned},
	InspectionWaiving:   {VerbConfirm: InspectionWaived, VerbReturn: InspectionPending},
}

// leadsTo is the table for a campaign.
func leadsTo(c Campaign, from InspectionStatus, verb InspectionVerb) (InspectionStatus, bool) {
	to, ok := inspectionTable[from][verb]
	if c.ReviewRequired && verb == VerbWaive && ok {
		to = InspectionWaiving
	}
	return to, ok
}

var inspectionVerbs = []InspectionVerb{"submit", VerbConfirm, VerbReturn, VerbWaive, "delete"}

func TestInspectionNeverLeavesItsTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row, c := Inspection{ID: 1, Status: InspectionPending}, Campaign{ReviewRequired: rapid.Bool().Draw(t, "reviewed")}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			verb := rapid.SampledFrom(inspectionVerbs).Draw(t, "verb")
			verdict := rapid.SampledFrom(Verdicts).Draw(t, "verdict")
			before := row
			var err error
			if verb == "submit" {
				err = row.Take(Assessment{Verdict: verdict})
			} else {
				err = row.Move(c, verb, "不在用")
			}
			to, ok := leadsTo(c, before.Status, verb)
			if !ok {
				checkRefusedMove(t, err, string(before.Status), allowed(inspectionVerbs, inspectionTable[before.Status]))
				if diff := cmp.Diff(before, row); diff != "" {
					t.Fatalf("refused, but changed:\n%s", diff)
				}
				continue
			}
			if err != nil || row.Status != to {
				t.Fatalf("%s in %s: %s, %v", verb, before.Status, row.Status, err)
			}
			if verb == "submit" && (row.Revision != before.Revision+1 || row.Verdict != verdict) {
				t.Fatalf("taken as %+v", row)
			}
			if !c.ReviewRequired && row.Status == InspectionWaiving {
				t.Fatal("a waiver waits for a review that there is not")
			}
			if verb == VerbReturn && (row.Verdict != "" || row.FinalScore != nil || row.ReturnReason != "不在用") {
				t.Fatalf("returned as %+v", row)
			}
			if verb != "submit" && (row.Revision != before.Revision || (verb != VerbReturn && row.Verdict != before.Verdict)) {
				t.Fatalf("%s changed the result: %+v", verb, row)
			}
			if waived := row.Status == InspectionWaived || row.Status == InspectionWaiving; (row.WaiveReason != "") != waived {
				t.Fatalf("%s with the reason %q", row.Status, row.WaiveReason)
			}
		}
	})
}

func TestInspectionActions(t *testing.T) {
	for status, moves := range inspectionTable {
		if got := strings.Join(status.Actions(), ", "); got != allowed(inspectionVerbs, moves) {
			t.Errorf("%s allows %s", status, got)
		}
		if status.Label() == string(status) {
			t.Errorf("%s has no label", status)
		}
	}
	if len(inspectionTable) != len(InspectionStatuses) {
		t.Error("a state is missing from the table")
	}
}

func TestUnfinished(t *testing.T) {
	for _, status := range InspectionStatuses {
		open := status == InspectionPending || status == InspectionReturned || status == InspectionWaiving
		if slices.Contains(Unfinished(false), status) != open {
			t.Errorf("%s without a review", status)
		}
		if slices.Contains(Unfinished(true), status) != (open || status == InspectionSubmitted) {
			t.Errorf("%s with a review", status)
		}
	}
	f := PendingTarget(Inspection{ID: 7, Status: InspectionReturned, Target: Target{TargetName: "恩施发布"}})
	if f.Field != "inspections/7" || f.Text(Chinese) != "恩施发布：returned" {
		t.Errorf("%+v", f)
	}
}

func TestTargetsAreFrozen(t *testing.T) {
	site := NewSite(goodSite(), "422800", Time{})
	site.ID, site.IsPortal = 4, true
	account := NewAccount(goodAccount(), "422801", Time{})
	account.ID = 5
	o := Organization{Name: "某局", ProvidesServices: true}
	c := Campaign{ID: 2, Code: "422800-2022-3", ScoredKinds: Set[ScoredKind]{ScoredPortal}}

	i := NewInspection(c, SubjectSite, SiteTarget(site, o), Time{})
	want := Target{
		SiteID: 4, TargetCode: site.Code, TargetName: site.Name, TargetHomeURL: site.HomeURL, TargetIsPortal: true,
		TargetOrganizationName: "某局", TargetPublicService: true, TargetKey: site.Code, RegionCode: "422800",
	}
	if diff := cmp.Diff(want, i.Target); diff != "" {
		t.Error(diff)
	}
	if i.Ref() != (TargetRef{Kind: SubjectSite, Key: site.Code}) || i.Ref().Field() != "site_code" {
		t.Errorf("%+v", i.Ref())
	}
	if got := i.Scoring(c); got != (ScoringTarget{Subject: SubjectSite, Scored: true, PublicService: true}) {
		t.Errorf("%+v", got)
	}

	i = NewInspection(c, SubjectAccount, AccountTarget(account, o), Time{})
	want = Target{
		AccountID: 5, TargetCode: "gh_0001", TargetName: account.Name, TargetPlatform: PlatformWechat, TargetOrganizationName: "某局",
		TargetPublicService: true, TargetKey: "恩施发布", RegionCode: "422801",
	}
	if diff := cmp.Diff(want, i.Target); diff != "" {
		t.Error(diff)
	}
	// A script that spells the name its own way means the same target.
	_, ref, err := BulkItem{Platform: PlatformWechat, AccountName: " 恩施发 布"}.Normalize()
	if err != nil || ref != i.Ref() || ref.Field() != "account_name" {
		t.Errorf("%+v, %v", ref, err)
	}
	if i.Status != InspectionPending || i.Version != 1 || i.CampaignCode != c.Code || i.Scoring(c).Scored {
		t.Errorf("%+v", i)
	}
}

func TestResultLabels(t *testing.T) {
	for _, tt := range []struct {
		status  InspectionStatus
		verdict Verdict
		want    string
	}{
		{InspectionPending, "", "待检查"},
		{InspectionWaiving, "", "免检待审"},
		{InspectionReturned, VerdictPass, "已退回"},
		{InspectionWaived, "", "免检"},
		{InspectionSubmitted, VerdictPass, "合格"},
		{InspectionConfirmed, VerdictFail, "不合格"},
		{InspectionSubmitted, "", ""},
	} {
		if got := (Inspection{Status: tt.status, Verdict: tt.verdict}).ResultLabel(); got != tt.want {
			t.Errorf("%s %s prints %q", tt.status, tt.verdict, got)
		}
	}
}

// Whatever a caller sends, sending it again says what stands; anything changed in it does not.
func TestSaysKnowsARepetition(t *testing.T) {
	text := rapid.SampledFrom([]string{"", "死链", " 死链 ", "两行\r\n文字", "e\u0301"})
	draw := rapid.Custom(func(t *rapid.T) SubmissionEdit {
		e := SubmissionEdit{Note: text.Draw(t, "note")}
		for range rapid.IntRange(0, 3).Draw(t, "findings") {
			e.Findings = append(e.Findings, FindingEdit{
				Indicator: rapid.SampledFrom([]string{"D04", " D05 "}).Draw(t, "indicator"), Description: text.Draw(t, "description"),
				Occurrences: rapid.IntRange(0, 2).Draw(t, "occurrences"),
			})
		}
		return e
	})
	rule := ruleOf(shippedCatalogue(t))
	rapid.Check(t, func(t *rapid.T) {
		sent, other := draw.Draw(t, "sent"), draw.Draw(t, "other")
		clean, err := sent.Normalize()
		if err != nil {
			t.Fatal(err)
		}
		a, err := Assess(rule, portal, clean.Findings)
		if err != nil {
			return // two of the findings are one fault
		}
		row := Inspection{Status: InspectionPending}
		if err := row.Take(a); err != nil {
			t.Fatal(err)
		}
		r := Result{Inspection: row, Submission: Submission{Note: clean.Note}, Findings: stand(a.Findings)}
		if !r.Says(sent) || !r.Says(clean) {
			t.Fatalf("a repetition of %+v is not known", sent)
		}
		if again, err := other.Normalize(); err == nil && r.Says(other) && !cmp.Equal(cleaned(again), cleaned(clean)) {
			t.Fatalf("%+v passes for %+v", other, sent)
		}
		r.Inspection.Status = InspectionReturned
		if r.Says(sent) {
			t.Fatal("a returned result still stands")
		}
	})
}

func stand(findings []FindingEdit) []Finding {
	out := make([]Finding, len(findings))
	for i, f := range findings {
		out[i] = Finding{
			Indicator: f.Indicator, Occurrences: f.Occurrences, Points: f.Points, Description: f.Description, LocationURL: f.LocationURL,
		}
	}
	return out
}

// cleaned is a submission with its findings as they are kept.
func cleaned(e SubmissionEdit) SubmissionEdit {
	out := SubmissionEdit{Note: e.Note, Findings: []FindingEdit{}}
	for _, f := range e.Findings {
		f.Indicator, f.Occurrences = CleanText(f.Indicator), max(f.Occurrences, 1)
		f.Description = CleanText(strings.ReplaceAll(f.Description, "\r\n", "\n"))
		out.Findings = append(out.Findings, f)
	}
	return out
}
