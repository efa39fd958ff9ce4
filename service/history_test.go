package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
)

// wait lets the clock of the world go on by days.
func (w *world) wait(days int) { w.now = w.now.Add(time.Duration(days) * 24 * time.Hour) }

func dayOf(w *world) model.Date { return model.NewDate(w.now) }

// recounted is a history in short: what, from when to when, and the sentences.
func recounted(l model.Language, entries []model.HistoryEntry) (lines []string) {
	for _, e := range entries {
		line := fmt.Sprintf("%s %s–%s %s", e.Title(l), e.ValidFrom, e.ValidTo, e.ChangeReason)
		for _, c := range e.Changes {
			line += "; " + c.Text(l, e.Names)
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

func TestARenamedOrganization(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		e := model.OrganizationEdit{Name: "甲中心", ShortName: "甲", RegionCode: countyA}
		o := must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, e))
		w.site(o)
		w.wait(10)
		o = must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, o.ID, 1, model.RenameEdit{Name: "甲局", Reason: "机构改革", On: "2022-10-12"}))
		if o.Name != "甲局" || o.ShortName != "甲" || !slices.Equal(o.Former(), []string{"甲中心"}) {
			t.Errorf("%+v", o)
		}
		for _, words := range []string{"甲中心", "甲局"} {
			if found := must[model.List[model.Organization]](t)(w.Organizations.List(w.ctx, operator, model.OrganizationFilter{Query: words}, everything)); len(found.Items) != 1 {
				t.Errorf("%s finds %d", words, len(found.Items))
			}
		}
		for day, name := range map[model.Date]string{"2022-10-08": "甲中心", "2022-10-11": "甲中心", "2022-10-12": "甲局", "2022-10-18": "甲局"} {
			if then := must[model.Organization](t)(w.Organizations.On(w.ctx, operator, o.ID, day)); then.Name != name {
				t.Errorf("on %s: %s", day, then.Name)
			}
		}
		refused(t, "before there was any", only(w.Organizations.On(w.ctx, operator, o.ID, "2022-10-07")), missing)
		refused(t, "tomorrow", only(w.Organizations.On(w.ctx, operator, o.ID, "2022-10-19")), "invalid_fields as_of:in_future")
		refused(t, "tomorrow's list", only(w.Organizations.List(w.ctx, operator, model.OrganizationFilter{AsOf: "2022-10-19"}, everything)),
			"invalid_fields as_of:in_future")
		refused(t, "rename it in the future", only(w.Organizations.Rename(w.ctx, operator, o.ID, 2, model.RenameEdit{Name: "乙", Reason: "r", On: "2022-10-19"})),
			"invalid_fields on:in_future")
		refused(t, "rename it before", only(w.Organizations.Rename(w.ctx, operator, o.ID, 2, model.RenameEdit{Name: "乙", Reason: "r", On: "2022-10-11"})),
			"invalid_fields on:before_last_change")
		other := w.organization(countyA)
		refused(t, "a name that is taken", only(w.Organizations.Rename(w.ctx, operator, other.ID, 1, model.RenameEdit{Name: "甲局", Reason: "r"})),
			"already_exists name:taken")
		o = must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, o.ID, 2, model.RenameEdit{Name: "甲中心", ShortName: "中心", Reason: "恢复"}))
		if !slices.Equal(o.Former(), []string{"甲局"}) {
			t.Errorf("%q", o.Former())
		}
		history := must[[]model.HistoryEntry](t)(w.Organizations.History(w.ctx, operator, o.ID))
		want := []string{
			"更名 2022-10-18– 恢复; 名称：甲局 → 甲中心; 简称：甲 → 中心",
			"更名 2022-10-12–2022-10-18 机构改革; 名称：甲中心 → 甲局",
			"登记 2022-10-08–2022-10-12",
		}
		if diff := cmp.Diff(want, recounted(model.Chinese, history)); diff != "" {
			t.Error(diff)
		}
		if english := recounted(model.English, history); english[1] != "renamed 2022-10-12–2022-10-18 机构改革; name: 甲中心 → 甲局" {
			t.Error(english[1])
		}
	})
}

func TestAMovedSite(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		from, into := w.organization(countyA), w.organization(countyB)
		s := w.site(from)
		w.wait(3)
		s = must[model.Site](t)(w.Sites.Transfer(w.ctx, operator, s.ID, 1, model.TransferEdit{OrganizationID: into.ID, Reason: "划转", On: "2022-10-10"}))
		if s.RegionCode != countyB || s.OrganizationID != into.ID {
			t.Errorf("%+v", s)
		}
		a, b := actor(model.RoleCountyAdmin, model.Scope(countyA)), actor(model.RoleCountyAdmin, model.Scope(countyB))
		// Each county sees the site as it was while it was its own.
		sees := func(who model.Actor, day model.Date) int {
			return len(must[model.List[model.Site]](t)(w.Sites.List(w.ctx, who, model.SiteFilter{AsOf: day}, everything)).Items)
		}
		for day, want := range map[model.Date][2]int{"2022-10-07": {0, 0}, "2022-10-09": {1, 0}, "2022-10-10": {0, 1}, "": {0, 1}} {
			if got := [2]int{sees(a, day), sees(b, day)}; got != want {
				t.Errorf("on %q the counties see %v", day, got)
			}
		}
		refused(t, "the old county, now", only(w.Sites.On(w.ctx, a, s.ID, "2022-10-11")), missing)
		refused(t, "the new county, then", only(w.Sites.On(w.ctx, b, s.ID, "2022-10-08")), missing)
		lines := recounted(model.Chinese, must[[]model.HistoryEntry](t)(w.Sites.History(w.ctx, b, s.ID)))
		if !slices.Equal(lines, []string{"移交 2022-10-10– 划转"}) {
			t.Errorf("the new county is told %q", lines)
		}
		lines = recounted(model.Chinese, must[[]model.HistoryEntry](t)(w.Sites.History(w.ctx, a, s.ID)))
		if !slices.Equal(lines, []string{"登记 2022-10-08–2022-10-10"}) {
			t.Errorf("the old county is told %q", lines)
		}
		lines = recounted(model.Chinese, must[[]model.HistoryEntry](t)(w.Sites.History(w.ctx, operator, s.ID)))
		if want := "移交 2022-10-10– 划转; 主办单位：" + from.Name + " → " + into.Name + "; 行政区划：422801 → 422802"; lines[0] != want {
			t.Errorf("who sees both is told %q, want %q", lines[0], want)
		}
		if e := must[[]model.HistoryEntry](t)(w.Sites.History(w.ctx, b, s.ID)); e[0].ActorName != "" || e[0].ActorRole != operator.Role {
			t.Errorf("a county knows the operator by name: %+v", e[0])
		}
	})
}

func TestAMergedOrganization(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		from, into := w.organization(countyA), w.organization(countyB)
		s, a, c := w.site(from), w.account(from), w.contact(from)
		closed := w.site(from)
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, closed.ID, 1, model.VerbClose, today))
		below := must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{
			Name: "下级", RegionCode: countyA, ParentID: model.OptionalID(from.ID),
		}))
		staff := w.staff(from)
		w.wait(5)
		edit := model.MergeEdit{Into: into.ID, Reason: "机构改革", On: "2022-10-10"}
		refused(t, "into itself", only(w.Organizations.Merge(w.ctx, operator, from.ID, 1, model.MergeEdit{Into: from.ID, Reason: "r"})), "invalid_fields into:not_itself")
		refused(t, "into nothing", only(w.Organizations.Merge(w.ctx, operator, from.ID, 1, model.MergeEdit{Into: 999, Reason: "r"})), "invalid_fields into:unknown_reference")
		county := actor(model.RoleCountyAdmin, model.Scope(countyA))
		refused(t, "into a foreign one", only(w.Organizations.Merge(w.ctx, county, from.ID, 1, edit)), "invalid_fields into:unknown_reference")
		refused(t, "stale", only(w.Organizations.Merge(w.ctx, operator, from.ID, 2, edit)), "stale_version")
		before := dump(t, w.store)
		early := edit
		early.On = "2022-10-07"
		refused(t, "before the closing", only(w.Organizations.Merge(w.ctx, operator, from.ID, 1, early)), "invalid_fields on:thing_changed_since")
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Errorf("a refused merge changed:\n%s", diff)
		}

		m := must[model.Merger](t)(w.Organizations.Merge(w.ctx, operator, from.ID, 1, edit))
		if m.Sites != 2 || m.Accounts != 1 || m.Contacts != 1 || m.Organizations != 1 || m.Users != 1 ||
			m.Organization.State != model.OrganizationMerged || uint64(m.Organization.MergedInto) != into.ID || m.Organization.DissolvedOn != "2022-10-10" {
			t.Errorf("%+v", m)
		}
		for _, id := range []uint64{s.ID, closed.ID} {
			if got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, id)); got.OrganizationID != into.ID || got.RegionCode != countyB {
				t.Errorf("%+v", got)
			}
		}
		if got := must[model.Account](t)(w.Accounts.Get(w.ctx, operator, a.ID)); got.OrganizationID != into.ID || got.RegionCode != countyB {
			t.Errorf("%+v", got)
		}
		if got := must[model.OpenContact](t)(w.Contacts.Get(w.ctx, operator, c.ID, false)); got.OrganizationID != into.ID || got.Mobile != person.Mobile {
			t.Errorf("%+v", got)
		}
		if got := must[model.Organization](t)(w.Organizations.Get(w.ctx, operator, below.ID)); uint64(got.ParentID) != into.ID {
			t.Errorf("%+v", got)
		}
		if got := must[model.User](t)(w.Users.Get(w.ctx, operator, staff.ID)); uint64(got.OrganizationID) != into.ID || got.Scope != model.Scope(countyB) {
			t.Errorf("%+v", got)
		}
		if then := must[model.Site](t)(w.Sites.On(w.ctx, operator, s.ID, "2022-10-09")); then.OrganizationID != from.ID {
			t.Errorf("%+v", then)
		}
		refused(t, "merge it again", only(w.Organizations.Merge(w.ctx, operator, from.ID, 2, edit)), "wrong_state")
		refused(t, "reopen it", only(w.Organizations.Reopen(w.ctx, operator, from.ID, 2, today)), "wrong_state")
		refused(t, "into a merged one", only(w.Organizations.Merge(w.ctx, operator, into.ID, 1, model.MergeEdit{Into: from.ID, Reason: "r"})),
			"invalid_fields into:organization_not_active")
		refused(t, "delete the successor", w.Organizations.Delete(w.ctx, operator, into.ID, 1), "still_referenced")
	})
}

// staff is a user of an organization.
func (w *world) staff(o model.Organization) model.User {
	w.t.Helper()
	return must[model.User](w.t)(w.Users.Create(w.ctx, operator, model.UserEdit{
		Name: fmt.Sprintf("unit-%d", w.next()), DisplayName: "示例用户", Role: model.RoleUnitStaff, OrganizationID: model.OptionalID(o.ID),
	}, model.NewPassword{Password: "quilt-anchor-velvet-54"}))
}

// The successor may stand below the one that ends; the tree stays a tree.
func TestMergingIntoOneBelow(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		under := func(parent model.Organization) model.Organization {
			return must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{
				Name: fmt.Sprintf("单位%d", w.next()), RegionCode: countyA, ParentID: model.OptionalID(parent.ID),
			}))
		}
		top := w.organization(countyA)
		from := under(top)
		branch, side := under(from), under(from)
		into := under(branch)
		must[model.Merger](t)(w.Organizations.Merge(w.ctx, operator, from.ID, 1, model.MergeEdit{Into: into.ID, Reason: "r"}))
		for child, parent := range map[uint64]uint64{branch.ID: top.ID, side.ID: into.ID, into.ID: branch.ID} {
			if got := must[model.Organization](t)(w.Organizations.Get(w.ctx, operator, child)); uint64(got.ParentID) != parent {
				t.Errorf("%d is below %d, want %d", child, got.ParentID, parent)
			}
		}
		foreign := must[model.Organization](t)(w.Organizations.Create(w.ctx, operator, model.OrganizationEdit{
			Name: "外县", RegionCode: countyB, ParentID: model.OptionalID(side.ID),
		}))
		county := actor(model.RoleCountyAdmin, model.Scope(countyA))
		refused(t, "with one below elsewhere", only(w.Organizations.Merge(w.ctx, county, side.ID, 2, model.MergeEdit{Into: top.ID, Reason: "r"})),
			"merge_needs_wider_area")
		if got := must[model.Organization](t)(w.Organizations.Get(w.ctx, operator, foreign.ID)); uint64(got.ParentID) != side.ID {
			t.Errorf("%+v", got)
		}
	})
}

func TestSecondAccountsAreWarnedOf(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		first, second := w.account(o), w.account(o)
		weibo := w.accountEdit(o)
		weibo.Platform = model.PlatformWeibo
		third := must[model.Account](t)(w.Accounts.Create(w.ctx, operator, weibo))
		warned := func() (names []string) {
			found := must[map[uint64][]model.Warning](t)(w.Accounts.Warnings(w.ctx, operator, []model.Account{first, second, third}))
			for id, warnings := range found {
				names = append(names, fmt.Sprint(id, " ", warnings[0].Text(model.English)))
			}
			slices.Sort(names)
			return names
		}
		want := []string{
			fmt.Sprint(first.ID, " the unit has another account on this platform: ", second.Name),
			fmt.Sprint(second.ID, " the unit has another account on this platform: ", first.Name),
		}
		if diff := cmp.Diff(want, warned()); diff != "" {
			t.Error(diff)
		}
		filtered := func(day model.Date) int {
			f := model.AccountFilter{Warning: model.WarningSecondAccount, AsOf: day}
			return len(must[model.List[model.Account]](t)(w.Accounts.List(w.ctx, operator, f, everything)).Items)
		}
		if n := filtered(""); n != 2 {
			t.Errorf("%d are selected", n)
		}
		w.wait(1)
		second = must[model.Account](t)(w.Accounts.Move(w.ctx, operator, second.ID, 1, model.VerbClose, today))
		if got := warned(); len(got) != 0 || filtered("") != 0 || filtered("2022-10-08") != 2 {
			t.Errorf("after the closing: %q, %d", got, filtered(""))
		}
	})
}

func TestThePlatformIDIsGuarded(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a := w.account(w.organization(countyA))
		patch := func(version uint64, id string) error {
			return only(w.Accounts.Update(w.ctx, operator, a.ID, version, func(e model.AccountEdit) (model.AccountEdit, error) {
				e.PlatformAccountID = id
				return e, nil
			}))
		}
		refused(t, "another id", patch(1, "gh_other"), "invalid_fields platform_account_id:platform_id_fixed")
		refused(t, "no id", patch(1, ""), "invalid_fields platform_account_id:platform_id_fixed")
		refused(t, "the same", patch(1, a.PlatformAccountID), "")
		refused(t, "without a reason", only(w.Accounts.ReplacePlatformID(w.ctx, operator, a.ID, 1, model.PlatformIDEdit{PlatformAccountID: "x"})),
			"invalid_fields reason:required")
		e := model.PlatformIDEdit{PlatformAccountID: "gh_other", Reason: "重新注册"}
		if got := must[model.Account](t)(w.Accounts.ReplacePlatformID(w.ctx, operator, a.ID, 1, e)); got.PlatformAccountID != "gh_other" {
			t.Errorf("%+v", got)
		}
		line := recounted(model.Chinese, must[[]model.HistoryEntry](t)(w.Accounts.History(w.ctx, operator, a.ID)))[0]
		if !strings.HasSuffix(line, "重新注册; 平台标识："+a.PlatformAccountID+" → gh_other") {
			t.Error(line)
		}
	})
}

// A closed account whose name another one has taken meanwhile cannot come back under it.
func TestReopeningUnderATakenName(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		first := w.account(o)
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, first.ID, 1, model.VerbClose, today))
		e := first.Edit()
		e.PlatformAccountID = "gh_new"
		second := must[model.Account](t)(w.Accounts.Create(w.ctx, operator, e))
		refused(t, "reopen", only(w.Accounts.Move(w.ctx, operator, first.ID, 2, model.VerbReopen, today)), "already_exists name:taken")
		found := must[model.List[model.Account]](t)(w.Accounts.List(w.ctx, operator, model.AccountFilter{State: model.StateClosed}, everything))
		if len(found.Items) != 1 || found.Items[0].ID != first.ID {
			t.Errorf("%+v", found.Items)
		}
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, second.ID, 1, model.VerbClose, today))
		refused(t, "reopen it then", only(w.Accounts.Move(w.ctx, operator, first.ID, 2, model.VerbReopen, today)), "")
	})
}

func TestVerify(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		add := func(name, id string) model.Account {
			return must[model.Account](t)(w.Accounts.Create(w.ctx, operator, model.AccountEdit{
				Platform: model.PlatformWechat, Name: name, PlatformAccountID: id, OrganizationID: o.ID,
			}))
		}
		known, _, gone := add("旧名", "id-1"), add("无标识", ""), add("已关", "id-3")
		must[model.Account](t)(w.Accounts.Update(w.ctx, operator, known.ID, 1, func(e model.AccountEdit) (model.AccountEdit, error) {
			e.Name = "新名"
			return e, nil
		}))
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, gone.ID, 1, model.VerbClose, today))
		for claim, want := range map[[2]string]string{
			{"新名", "id-1"}: "true id_matches", {"", "id-1"}: "true id_matches", {"旧名", "id-1"}: "true renamed", {"生名", "id-1"}: "true renamed",
			{"新名", ""}: "true name_only", {"新名", "id-9"}: "false id_differs", {"旧名", ""}: "false renamed", {"旧名", "id-9"}: "false id_differs",
			{"无标识", ""}: "true name_only", {"无标识", "id-9"}: "true name_only", {"已关", "id-3"}: "false closed", {"已关", ""}: "false closed",
			{"生名", "id-9"}: "false unknown",
		} {
			v := must[model.Verification](t)(w.Accounts.Verify(w.ctx, operator, model.Claim{Platform: model.PlatformWechat, Name: claim[0], PlatformAccountID: claim[1]}))
			if got := fmt.Sprint(v.Official, " ", v.Reason); got != want {
				t.Errorf("%q: %s, want %s", claim, got, want)
			}
		}
		v := must[model.Verification](t)(w.Accounts.Verify(w.ctx, operator, model.Claim{Platform: model.PlatformWeibo, Name: "新名"}))
		if v.Official || v.Reason != model.ReasonUnknown {
			t.Errorf("on another platform: %+v", v)
		}
		refused(t, "nothing claimed", only(w.Accounts.Verify(w.ctx, operator, model.Claim{Platform: model.PlatformWeibo})), "invalid_fields name:name_or_platform_id")
	})
}
