package model

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func goodSite() SiteEdit {
	return SiteEdit{
		Code: "4228000051", Name: "恩施州退役军人事务局", HomeURL: "http://tyjrswj.enshi.gov.cn", OrganizationID: 7,
		RegionCode: "422800", OpenedOn: "2019-03-01", ICPNumber: "鄂ICP备05000000号", PublicSecurityNumber: "42280100000000",
	}
}

func TestSiteCode(t *testing.T) {
	tests := []struct {
		code       string
		want       string // fault and suggestion
		region     RegionCode
		hasARegion bool
	}{
		{"4228000001", "", "422800", true},
		{"4228010052", "", "422801", true},
		{"4200000001", "", "42", true},
		{"bm01000001", "", "", false},
		{"BM01000001", "not_a_site_code ", "", false},
		{"0228000001", "not_a_site_code ", "", false},
		{"422800001", "not_a_site_code ", "", false},
		{"42280000011", "too_long ", "", false},
		{"42280O0001", "not_a_site_code ", "", false},
		{"4228 00001", "not_a_site_code ", "", false},
		{"４２２８００００５１", "not_a_site_code 4228000051", "", false},
		{"bm０１０００００１", "not_a_site_code bm01000001", "", false},
		{"一二三", "not_a_site_code ", "", false},
		{"4228\u200b00001", "forbidden_character ", "", false},
	}
	for _, tt := range tests {
		e := goodSite()
		e.Code = tt.code
		_, err := e.Normalize()
		got := ""
		var refusal *Error
		if errors.As(err, &refusal) {
			got = refusal.Fields[0].Code + " " + refusal.Fields[0].Suggestion
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.code, got, tt.want)
		}
		if region, ok := SiteCodeRegion(tt.code); region != tt.region || ok != tt.hasARegion {
			t.Errorf("%q is of %q, %v", tt.code, region, ok)
		}
	}
}

// addresses are checked as they are and with the repair that is suggested for them; none where there is none to suggest.
var addresses = []struct{ url, code, suggestion string }{
	{"http://a.gov.cn", "", ""},
	{"https://a.gov.cn/", "", ""},
	{"HTTP://A.gov.cn:8080/x/?a=b#c", "", ""},
	{"http://1.2.3.4/", "", ""},
	{"http://恩施.政务.cn/", "", ""},
	{"http://a.gov.cn/%E6%81%A9", "", ""},
	{"http://a.gov.cn/恩施", "", ""},
	{"http://tyjrswj.enshi.gov.c n", "space_in_url", "http://tyjrswj.enshi.gov.cn"},
	{"http://a.gov.cn/x\u3000y", "space_in_url", "http://a.gov.cn/xy"},
	{"a.gov.cn", "not_a_url", "http://a.gov.cn"},
	{"www.a.gov.cn/x y", "space_in_url", "http://www.a.gov.cn/xy"},
	{"ｈｔｔｐ：／／a.gov.cn", "not_a_url", "http://a.gov.cn"},
	{"http://ａ.gov.cn", "not_a_url", "http://a.gov.cn"},
	{"http://①②⑦.⓪.⓪.①/", "not_a_url", "http://127.0.0.1/"},
	{"http://127。0。0。1/", "not_a_url", ""},
	{"http://user:secret@a.gov.cn/", "not_a_url", ""},
	{"http://a.gov.cn@127.0.0.1/", "not_a_url", ""},
	{"http://a.gov.cn\\@b.cn/", "not_a_url", ""},
	{"ftp://a.gov.cn", "not_a_url", ""},
	{"javascript:alert(1)//a.b", "not_a_url", ""},
	{"data:text/html,a.b", "not_a_url", ""},
	{"file:///etc/a.b", "not_a_url", ""},
	{"//a.gov.cn", "not_a_url", ""},
	{"http:a.gov.cn", "not_a_url", ""},
	{"http://", "not_a_url", ""},
	{"http:///x.y", "not_a_url", ""},
	{"http://localhost/", "not_a_url", ""},
	{"http://.gov.cn", "not_a_url", ""},
	{"http://a..cn", "not_a_url", ""},
	{"http://a.gov.cn:port/", "not_a_url", ""},
	{"http://a.gov.cn/%zz", "not_a_url", ""},
	{"http://[::1]/", "not_a_url", ""},
	{"http://a.gov.cn/<script>", "not_a_url", ""},
	{"http://a.gov.cn/\"x", "not_a_url", ""},
	{"http://a.gov.cn/`x`", "not_a_url", ""},
	{"http://a.gov.cn/{{7*7}}", "not_a_url", ""},
	{"http://a.gov.cn/x\r\nSet-Cookie: a", "forbidden_character", ""},
	{"http://a.gov.cn/\x00", "forbidden_character", ""},
	{"http://a\u00ad.gov.cn", "forbidden_character", ""},
	{"http://a.gov.cn/\u202e", "forbidden_character", ""},
}

func TestAddresses(t *testing.T) {
	for _, tt := range addresses {
		e := goodSite()
		e.HomeURL = tt.url
		clean, err := e.Normalize()
		code, suggestion := "", ""
		var refusal *Error
		if errors.As(err, &refusal) {
			if len(refusal.Fields) != 1 || refusal.Fields[0].Field != "home_url" {
				t.Errorf("%q: %v", tt.url, err)
			}
			code, suggestion = refusal.Fields[0].Code, refusal.Fields[0].Suggestion
		}
		if code != tt.code || suggestion != tt.suggestion {
			t.Errorf("%q: %s, suggesting %q; want %s, %q", tt.url, code, suggestion, tt.code, tt.suggestion)
		}
		if clean.HomeURL != tt.url {
			t.Errorf("%q was changed to %q without being asked", tt.url, clean.HomeURL)
		}
		if suggestion != "" && !validURL(suggestion) {
			t.Errorf("%q: the suggestion %q would not be taken", tt.url, suggestion)
		}
	}
	e := goodSite()
	e.HomeURL = "http://a.gov.cn/" + strings.Repeat("x", MaxURL-16)
	if _, err := e.Normalize(); err != nil {
		t.Errorf("an address of %d characters: %v", MaxURL, err)
	}
	e.HomeURL += "x"
	if _, err := e.Normalize(); faults(t, err) != "home_url:too_long" {
		t.Errorf("an address of %d characters: %v", MaxURL+1, err)
	}
}

func TestNewSite(t *testing.T) {
	at := NewTime(time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC))
	row := NewSite(goodSite(), "422801", at)
	want := goodSite()
	want.RegionCode = "422801" // that of its organization
	if diff := cmp.Diff(want, row.Edit()); diff != "" {
		t.Error(diff)
	}
	if row.State != StateRunning || row.Version != 1 || row.CreatedAt != at || row.UpdatedAt != at {
		t.Errorf("%+v", row)
	}
	if row.SearchText != "恩施州退役军人事务局\n4228000051\nhttp://tyjrswj.enshi.gov.cn" {
		t.Errorf("searched: %q", row.SearchText)
	}
	if id, region := row.Owner(); id != 7 || region != "422801" {
		t.Errorf("owner %d in %s", id, region)
	}
}

// lifeTable is the life of a site or an account, written a second time.
var lifeTable = map[State]map[LifeVerb]State{
	StateRunning: {VerbSuspend: StateOffline, VerbClose: StateClosed},
	StateOffline: {VerbResume: StateRunning, VerbClose: StateClosed},
	StateClosed:  {VerbReopen: StateRunning},
}

var lifeVerbs = []LifeVerb{VerbSuspend, VerbResume, VerbClose, VerbReopen, "delete"}

// allowed is the list of verbs in a refusal, as a table has it.
func allowed[V ~string, S any](verbs []V, table map[V]S) string {
	var names []string
	for _, v := range verbs {
		if _, ok := table[v]; ok {
			names = append(names, string(v))
		}
	}
	return strings.Join(names, ", ")
}

// checkRefusedMove holds a refusal to the state it names and the verbs it offers.
func checkRefusedMove(t *rapid.T, err error, state, offered string) {
	var refusal *Error
	if !errors.As(err, &refusal) || refusal.Kind != KindConflict || refusal.Code != "wrong_state" {
		t.Fatalf("refused with %v", err)
	}
	if refusal.Args[0] != state || refusal.Args[1] != offered {
		t.Fatalf("refused with %v, want the state %s and the verbs %s", refusal.Args, state, offered)
	}
}

func TestLifeNeverLeavesItsTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		account := Account{ID: 9, Life: Life{State: rapid.SampledFrom(States).Draw(t, "state"), OpenedOn: "2022-01-01"}}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			verb := rapid.SampledFrom(lifeVerbs).Draw(t, "verb")
			day := rapid.SampledFrom([]Date{"2021-12-31", "2022-01-01", "2022-05-01"}).Draw(t, "day")
			before := account
			err := account.Move(verb, day, "机构改革")
			to, ok := lifeTable[before.State][verb]
			switch {
			case !ok:
				checkRefusedMove(t, err, string(before.State), allowed(lifeVerbs, lifeTable[before.State]))
			case day < before.OpenedOn:
				if !errors.Is(err, NewError(0, "invalid_fields")) {
					t.Fatalf("%s before it was opened: %v", verb, err)
				}
			case err != nil || account.State != to:
				t.Fatalf("%s in %s: %s, %v", verb, before.State, account.State, err)
			}
			if err != nil && account != before {
				t.Fatalf("refused, but changed: %+v", account)
			}
			checkClosed(t, account)
		}
	})
}

// checkClosed holds that what belongs to a closed thing stands there while it is closed, and only then.
func checkClosed(t *rapid.T, a Account) {
	closed := a.State == StateClosed && (a.ClosedOn != "" || a.Ended != 0)
	if closed && (a.Ended != a.ID || a.ClosedOn == "" || a.CloseReason == "") {
		t.Fatalf("closed as %+v", a)
	}
	if a.State != StateClosed && (a.Ended != 0 || a.ClosedOn != "" || a.CloseReason != "") {
		t.Fatalf("in use as %+v", a)
	}
}

func TestLifeActions(t *testing.T) {
	for state, moves := range lifeTable {
		if got := strings.Join(state.LifeActions(), ", "); got != allowed(lifeVerbs, moves) {
			t.Errorf("%s allows %s", state, got)
		}
		if state.Label() == string(state) {
			t.Errorf("%s has no label", state)
		}
	}
	if got := State("x"); got.LifeActions() == nil || len(got.LifeActions()) != 0 || got.Label() != "x" {
		t.Errorf("an unknown state: %v, %s", got.LifeActions(), got.Label())
	}
}

func TestReasonDay(t *testing.T) {
	late := NewTime(time.Date(2022, 9, 30, 16, 0, 0, 0, time.UTC)) // the first minute of October in China
	if got := (Reason{}).Day(late); got != "2022-10-01" {
		t.Error(got)
	}
	if got := (Reason{On: "2022-08-01"}).Day(late); got != "2022-08-01" {
		t.Error(got)
	}
}
