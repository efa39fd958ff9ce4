package service_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

const accountHeader = "行政区划代码,州直/县市,主办单位,平台,账号名称,账号ID"

func TestAccountRows(t *testing.T) {
	tests := []struct{ line, want string }{
		{"422801,恩施市,某局,微信,甲,gh_1", "create"},
		{",恩施市,某局,微博,甲,wb_1", "create"},
		{",州直,某局,今日头条,甲,", "create"},
		{"4228,,某局,ＷｅＣｈａｔ,乙 丙,gh_2", "create"},
		{"422801,,恩施州土家族苗族自治州某局,抖音,恩施州土家族苗族自治州,", "create name:doubled_region_suffix!→恩施土家族苗族自治州"},
		{"422899,,某局,微信,丁,", "rejected region_code:unknown_reference"},
		{",武汉市,某局,微信,戊,", "rejected region_name:unknown_reference"},
		{",,某局,微信,己,", "rejected region_code:region_unclear"},
		{"422801,,某局,推特,庚,", "rejected platform:unknown_platform"},
		{"422801,,某局,,辛,", "rejected platform:unknown_platform"},
		{"422801,,,微信,壬,", "rejected organization:required"},
		{"422801,,某局,微信,,gh_3", "rejected name:required"},
		{"422801,,某局,微信,癸\u200b,", "rejected name:forbidden_character"},
		{"422801,,某局,微信,子,gh_4,多余", "rejected extra_cells:cells_without_header"},
		{"422801,,某局,微信公众号,甲,gh_1", "conflict name:row_twice"},
		{"422802,,另局,微信,　甲　,", "conflict name:row_twice"},    // by name
		{"422802,,另局,微信,新名,gh_2", "conflict name:row_twice"}, // by id
		{"422801,,某局,其他,甲,gh_1", "create"},                   // another platform is another account
	}
	each(t, func(t *testing.T, w *world) {
		lines, want := []string{accountHeader}, []string{}
		for _, tt := range tests {
			lines, want = append(lines, tt.line), append(want, tt.want)
		}
		got := w.tell(operator, model.ImportAccounts, lines...)
		for i := range tests {
			if got[i] != want[i] {
				t.Errorf("%s\n got %s\nwant %s", tests[i].line, got[i], want[i])
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM accounts"); n != 6 {
			t.Errorf("%d accounts", n)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM organizations"); n != 3 {
			t.Errorf("organizations: %v", query(t, w.store, "SELECT name, region_code FROM organizations"))
		}
		again := w.tell(operator, model.ImportAccounts, lines...)
		for i := range tests {
			if strings.HasPrefix(want[i], "create") {
				want[i] = strings.Replace(want[i], "create", "unchanged", 1)
			}
			if again[i] != want[i] {
				t.Errorf("again: %s\n got %s\nwant %s", tests[i].line, again[i], want[i])
			}
		}
	})
}

func TestAccountsAreFoundByIDThenByName(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.tell(operator, model.ImportAccounts, accountHeader,
			"422801,,某局,微信,甲,gh_1", "422801,,某局,微信,乙,", "422801,,某局,微信,丙,gh_3", "422801,,某局,微信,丁,gh_4")
		before := dump(t, w.store)["accounts"]
		got := w.tell(operator, model.ImportAccounts, accountHeader,
			"422801,,某局,微信,甲改名,gh_1", // renamed: the id is the same
			"422801,,某局,微信,乙,gh_2",   // its id becomes known
			"422801,,某局,微信,丁,gh_3",   // the id says 丙, the name says 丁
			"422801,,某局,微信,丁,gh_9",   // the name is there under another id: it may have changed hands
		)
		want := []string{
			"update platform:second_account_of_platform!", "update platform:second_account_of_platform!",
			"conflict platform_account_id:id_and_name_differ",
			// Beside what the register says, the row is about the same name as the one before it.
			"conflict name:row_twice platform_account_id:platform_id_differs",
		}
		for i := range want {
			a, b := strings.Fields(want[i]), strings.Fields(got[i])
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(a, b) {
				t.Errorf("row %d\n got %s\nwant %s", i+1, got[i], want[i])
			}
		}
		after := dump(t, w.store)["accounts"]
		if !cmp.Equal(before[2:], after[2:]) || cmp.Equal(before[0], after[0]) || cmp.Equal(before[1], after[1]) {
			t.Errorf("(-before +after):\n%s", cmp.Diff(before, after))
		}
		list := must[model.List[model.Account]](t)(w.Accounts.List(w.ctx, operator, model.AccountFilter{}, everything))
		if list.Items[0].Name != "甲改名" || list.Items[0].PlatformAccountID != "gh_1" || list.Items[1].PlatformAccountID != "gh_2" {
			t.Errorf("%+v", list.Items[:2])
		}
		// An id that the file does not know does not take away the one that is kept.
		got = w.tell(operator, model.ImportAccounts, "行政区划代码,主办单位,平台,账号名称,认证主体", "422801,某局,微信,乙,某局")
		if kept := must[model.Account](t)(w.Accounts.Get(w.ctx, operator, 2)); !strings.HasPrefix(got[0], "update ") || kept.PlatformAccountID != "gh_2" || kept.CertifiedSubject != "某局" {
			t.Errorf("%v: %+v", got, kept)
		}
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, 4, 1, model.VerbClose, why))
		if got = w.tell(operator, model.ImportAccounts, accountHeader, "422801,,某局,微信,丁,gh_9"); !strings.HasPrefix(got[0], "create ") {
			t.Errorf("the name of a closed one: %v", got)
		}
	})
}

func TestAccountRowsOfAForeignRegion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.tell(operator, model.ImportAccounts, accountHeader, "422802,,某局,微信,乙,gh_2")
		foreign := dump(t, w.store)["accounts"]
		inA := actor(model.RoleCountyAdmin, model.Scope(countyA))
		got := w.tell(inA, model.ImportAccounts, accountHeader,
			"422801,,某局,微信,甲,gh_1", "422802,,某局,微信,丙,gh_3", "422801,,某局,微信,乙,", "422801,,某局,微信,丁,gh_2", "422802,,某局,微信,戊,gh_5")
		want := []string{
			"create", "rejected region_code:unknown_reference", "conflict name:taken", "conflict platform_account_id:taken", "rejected region_code:unknown_reference",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(foreign, query(t, w.store, "SELECT * FROM accounts WHERE region_code <> '422801' ORDER BY id")); diff != "" {
			t.Errorf("abroad something changed:\n%s", diff)
		}
	})
}

// A file that spells an accent in two characters means the same as one that spells it in one.
func TestAccountsInAnotherNormalForm(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		lines := []string{accountHeader, "422801,,某局e\u0301,微信,Cafe\u0301,ide\u0301"}
		if got := w.tell(operator, model.ImportAccounts, lines...); got[0] != "create" {
			t.Fatalf("%v", got)
		}
		for _, again := range [][]string{lines, {accountHeader, "422801,,某局é,微信,Café,idé"}} {
			if got := w.tell(operator, model.ImportAccounts, again...); got[0] != "unchanged" {
				t.Errorf("%q: %v", again[1], got)
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM accounts"); n != 1 {
			t.Errorf("%d accounts", n)
		}
	})
}
