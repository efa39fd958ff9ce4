package model

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// fieldNames are the names of fields in requests that are not the Go name in snake case.
var fieldNames = map[string]string{
	"HomeURL": "home_url", "ICPNumber": "icp_number", "PlatformAccountID": "platform_account_id", "Scope": "region_code",
}

func requestName(field string) string {
	if name, ok := fieldNames[field]; ok {
		return name
	}
	var b strings.Builder
	for i, r := range field {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// eachText calls fn for every text field of an edit with a function that answers the edit with another text there.
func eachText(edit any, fn func(field string, with func(text string) any)) {
	var walk func(t reflect.Type, path []int)
	walk = func(t reflect.Type, path []int) {
		for i := range t.NumField() {
			at := append(append([]int{}, path...), i)
			switch f := t.Field(i); f.Type.Kind() {
			case reflect.Struct:
				walk(f.Type, at)
			case reflect.String:
				fn(f.Name, func(text string) any {
					changed := reflect.New(reflect.TypeOf(edit)).Elem()
					changed.Set(reflect.ValueOf(edit))
					changed.FieldByIndex(at).SetString(text)
					return changed.Interface()
				})
			default:
			}
		}
	}
	walk(reflect.TypeOf(edit), nil)
}

func TestGoodEditsAreTaken(t *testing.T) {
	for name, edit := range edits() {
		clean, err := normalize(edit)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := normalize(clean)
		if diff := cmp.Diff(clean, again); err != nil || diff != "" {
			t.Errorf("%s: checked twice (-once +twice): %v\n%s", name, err, diff)
		}
	}
}

func TestNoFieldTakesUnseenText(t *testing.T) {
	fields := 0
	for name, edit := range edits() {
		eachText(edit, func(field string, with func(string) any) {
			fields++
			for text := range unseen {
				_, err := normalize(with(text))
				if got := faults(t, err); !strings.Contains(got, requestName(field)+":") && !namesTarget(got) {
					t.Errorf("%s.%s takes %+q: %s", name, field, text, got)
				}
			}
		})
	}
	if fields < 40 {
		t.Errorf("only %d fields were looked at", fields)
	}
}

// namesTarget allows for an item that has become unclear, because it names two targets.
func namesTarget(faults string) bool { return faults == "site_code:target_unclear" }

func TestEveryTextIsTrimmed(t *testing.T) {
	for name, edit := range edits() {
		want, err := normalize(edit)
		if err != nil {
			t.Fatal(err)
		}
		value := reflect.ValueOf(edit)
		eachText(edit, func(field string, with func(string) any) {
			text := value.FieldByName(field).String()
			got, err := normalize(with(" " + text + "\u3000"))
			switch field {
			case "RegionCode", "Platform", "OpenedOn", "MonitoringDate", "On", "Role", "Scope", "IssuerLevel", "RateRounding",
				"DueOn", "From", "Until", "TakenOn", "Kind":
				if text != "" && err == nil {
					t.Errorf("%s.%s: a code with spaces is taken", name, field)
				}
				return
			case "Code":
				if name == "region" || name == "campaign" {
					return // codes are exact
				}
			}
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%s.%s with spaces: %v\n%s", name, field, err, diff)
			}
		})
	}
}

func TestTextLimits(t *testing.T) {
	limits := map[string]int{
		"region.Name": 200, "region.ShortName": 200, "region.DirectLabel": 20,
		"organization.Name": 200, "organization.ShortName": 200,
		"site.Name": 200, "site.ICPNumber": 64, "site.PublicSecurityNumber": 64,
		"account.Name": 200, "account.PlatformAccountID": 128, "account.CertifiedSubject": 200,
		"account.NationalFilingNumber": 64, "account.ProvincialFilingNumber": 64,
		"campaign.Title": 200, "campaign.RoundLabel": 20, "token.Name": 200, "reason.Reason": 500,
		"proof.Done": 4000, "extension.Reason": 500, "extension.Approver": 200, "exemption.Reason": 500, "exemption.Approver": 200,
		"measure.Document": 200, "measure.Note": 4000,
		"submission.Note": 4000, "by site.Note": 4000, "by account.Note": 4000, "by account.AccountName": 200,
	}
	met := 0
	for name, edit := range edits() {
		eachText(edit, func(field string, with func(string) any) {
			limit, ok := limits[name+"."+field]
			if !ok {
				return
			}
			met++
			for _, letter := range []string{"a", "界", "𠮷"} {
				if _, err := normalize(with(strings.Repeat(letter, limit))); err != nil {
					t.Errorf("%s.%s of %d × %s: %v", name, field, limit, letter, err)
				}
				_, err := normalize(with(strings.Repeat(letter, limit+1)))
				if got := faults(t, err); got != requestName(field)+":too_long" {
					t.Errorf("%s.%s of %d × %s: %q", name, field, limit+1, letter, got)
				}
			}
		})
	}
	if met != len(limits) {
		t.Errorf("%d of %d limits were met", met, len(limits))
	}
}

// The folded form of a name has its own column, and can be longer than the name.
func TestNamesThatGrowWhenFolded(t *testing.T) {
	long := strings.Repeat("ﷺ", 14) // each unfolds to 15 letters
	organization, site := edits()["organization"].(OrganizationEdit), goodAccount()
	organization.Name, site.Name = long, long
	for _, edit := range []any{organization, site} {
		if _, err := normalize(edit); faults(t, err) != "name:too_long" {
			t.Errorf("%T: %v", edit, err)
		}
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	tests := []struct {
		edit any
		want string
	}{
		{RegionEdit{SortOrder: -1}, "code:not_a_region_code name:required sort_order:out_of_range"},
		{
			RegionEdit{Code: "4228011", Name: "a\x00", ShortName: strings.Repeat("a", 201), DirectLabel: strings.Repeat("a", 21), SortOrder: 1_000_001},
			"code:not_a_region_code name:forbidden_character short_name:too_long direct_label:too_long sort_order:out_of_range",
		},
		{OrganizationEdit{CreditCode: "1"}, "name:required region_code:not_a_region_code credit_code:not_a_credit_code"},
		{SiteEdit{}, "code:required name:required home_url:required organization_id:required"},
		{
			SiteEdit{Code: "1", Name: "\u202e", HomeURL: "x y", RegionCode: "1", OpenedOn: "2022-02-30", ICPNumber: "\x00"},
			"code:not_a_site_code name:forbidden_character home_url:space_in_url organization_id:required " +
				"region_code:not_a_region_code opened_on:not_a_date icp_number:forbidden_character",
		},
		{AccountEdit{}, "platform:not_one_of name:required organization_id:required"},
		{
			AccountEdit{Platform: "weixin", Name: " ", RegionCode: "422", OpenedOn: "2022", PlatformAccountID: "\u200b"},
			"platform:not_one_of name:required platform_account_id:forbidden_character organization_id:required " +
				"region_code:not_a_region_code opened_on:not_a_date",
		},
		{
			CampaignEdit{Kinds: Set[Subject]{"page"}, ScoredKinds: Set[ScoredKind]{"site", "all"}, PassLine: -1, RateDecimals: 3},
			"region_code:not_a_region_code year:out_of_range round:out_of_range title:required " +
				"monitoring_date:required kinds[0]:not_one_of kinds:required scored_kinds[1]:not_one_of pass_line:out_of_range " +
				"rate_decimals:out_of_range rate_rounding:not_one_of",
		},
		{TokenEdit{}, "name:required role:not_one_of region_code:not_a_scope"},
		{TokenEdit{Name: "a", Role: RoleUnitStaff, Scope: "422"}, "role:role_needs_user region_code:not_a_scope"},
		{
			TokenEdit{
				Name: "a", Role: RoleViewer, Scope: "all", Permissions: Set[Permission]{ReadRegister, ManageUsers, "x"},
				Networks: Set[string]{"10.0.0.0/8", "10.0.0.0/33"}, ExpiresAt: NewTime(time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)),
			},
			"scopes[1]:not_one_of scopes[2]:not_one_of cidrs[1]:not_a_network expires_at:time_too_late",
		},
		{Reason{On: "heute"}, "reason:required on:not_a_date"},
		{onlyItem{}, "site_code:target_unclear"},
		{onlyItem{BulkItem{SiteCode: "4228000001", AccountName: "x"}}, "site_code:target_unclear"},
		{onlyItem{BulkItem{SiteCode: "4228000001", Platform: PlatformApp}}, "site_code:target_unclear"},
		{onlyItem{BulkItem{AccountName: "x"}}, "platform:not_one_of"},
		{onlyItem{BulkItem{Platform: PlatformApp}}, "account_name:required"},
		{
			onlyItem{BulkItem{Platform: "qq", SubmissionEdit: SubmissionEdit{Note: "\x00", Findings: make([]FindingEdit, MaxFindings+1)}}},
			"platform:not_one_of account_name:required findings:too_many_items note:forbidden_character",
		},
		{SubmissionEdit{Findings: make([]FindingEdit, MaxFindings)}, ""},
		{SubmissionEdit{Findings: make([]FindingEdit, MaxFindings+1)}, "findings:too_many_items"},
	}
	for _, tt := range tests {
		if _, err := normalize(tt.edit); faults(t, err) != tt.want {
			t.Errorf("%T %+v\n got %s\nwant %s", tt.edit, tt.edit, faults(t, err), tt.want)
		}
	}
}
