package model

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const creditLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

func TestCreditCode(t *testing.T) {
	for code, want := range map[string]bool{
		"91350100M000100Y43":  true, // the example of GB 32100-2015
		"91350100M000100Y44":  false,
		"91350100M000100Y4":   false,
		"91350100M000100Y433": false,
		"91350100I000100Y43":  false, // I, O, S, V and Z are no letters of it
		"000000000000000000":  true,
		"":                    false,
	} {
		if validCreditCode(code) != want {
			t.Errorf("%s: %v", code, !want)
		}
	}
	for in, out := range map[string]string{" 91350100m000100y43 ": "91350100M000100Y43", "": ""} {
		e := OrganizationEdit{Name: "a", RegionCode: "4228", CreditCode: in}
		if clean, err := e.Normalize(); err != nil || clean.CreditCode != out || clean.RegionCode != "422800" {
			t.Errorf("%q: %+v, %v", in, clean, err)
		}
	}
}

// The check character finds every single wrong character and every swap of two neighbours.
func TestCreditCodeFindsSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`[0-9A-HJ-NPQRTUWXY]{17}`).Draw(t, "body")
		var good []string
		for _, r := range creditLetters {
			if code := body + string(r); validCreditCode(code) {
				good = append(good, code)
			}
		}
		if len(good) != 1 {
			t.Fatalf("%s has the check characters of %v", body, good)
		}
		at := rapid.IntRange(0, 17).Draw(t, "at")
		wrong := []byte(good[0])
		wrong[at] = rapid.SampledFrom([]byte(creditLetters)).Draw(t, "other")
		if string(wrong) != good[0] && validCreditCode(string(wrong)) {
			t.Fatalf("%s passes for %s", wrong, good[0])
		}
		at = rapid.IntRange(0, 15).Draw(t, "swap")
		swapped := []byte(good[0])
		swapped[at], swapped[at+1] = swapped[at+1], swapped[at]
		if string(swapped) != good[0] && validCreditCode(string(swapped)) {
			t.Fatalf("%s passes for %s", swapped, good[0])
		}
	})
}

func TestOrganizationLife(t *testing.T) {
	now := NewTime(time.Date(2022, 10, 1, 2, 0, 0, 0, time.UTC))
	o := Organization{ID: 5, State: OrganizationActive}
	if err := o.Reopen(); !refusesWith(err, "active", "dissolve, rename, merge") {
		t.Errorf("reopen an active one: %v", err)
	}
	if err := o.Dissolve(Reason{Reason: "机构改革"}, now); err != nil {
		t.Fatal(err)
	}
	if o.State != OrganizationDissolved || o.DissolvedOn != "2022-10-01" || o.DissolveReason != "机构改革" || o.Ended != 5 {
		t.Errorf("dissolved: %+v", o)
	}
	if err := o.Dissolve(Reason{}, now); !refusesWith(err, "dissolved", "reopen") {
		t.Errorf("dissolve twice: %v", err)
	}
	if err := o.Reopen(); err != nil || o.State != OrganizationActive || o.DissolvedOn != "" || o.DissolveReason != "" || o.Ended != 0 {
		t.Errorf("reopened: %+v, %v", o, err)
	}
	o.State = OrganizationMerged
	for _, err := range []error{o.Reopen(), o.Dissolve(Reason{}, now)} {
		if !refusesWith(err, "merged", "") {
			t.Errorf("a merged one: %v", err)
		}
	}
	for _, s := range OrganizationStates {
		if s.Label() == string(s) || s.Actions() == nil {
			t.Errorf("%s: %s, %v", s, s.Label(), s.Actions())
		}
	}
}

func refusesWith(err error, state, offered string) bool {
	refusal, ok := err.(*Error) //nolint:errorlint // the model answers it unwrapped
	return ok && refusal.Code == "wrong_state" && refusal.Args[0] == state && refusal.Args[1] == offered
}

func TestOrganizationRow(t *testing.T) {
	e := OrganizationEdit{Name: "恩施市 司法局", ShortName: "司法局", RegionCode: "422801", CreditCode: "91350100M000100Y43", ParentID: 3, ProvidesServices: true}
	var o Organization
	o.Apply(e)
	if o.Edit() != e {
		t.Errorf("%+v comes back as %+v", e, o.Edit())
	}
	if o.NameKey != "恩施市司法局" || o.SearchText != strings.Join([]string{"恩施市司法局", "司法局", "91350100m000100y43"}, "\n") {
		t.Errorf("%q, %q", o.NameKey, o.SearchText)
	}
}
