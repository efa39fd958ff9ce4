package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/province/standin"
)

func (w *world) compared(id uint64) []model.ReconciliationRow {
	w.t.Helper()
	return must[model.List[model.ReconciliationRow]](w.t)(w.Reconciliations.Rows(w.ctx, operator, id, model.ReconciliationRowFilter{}, everything)).Items
}

// short is a row in one line.
func short(r model.ReconciliationRow) string {
	text := fmt.Sprintf("%s %s %s", r.Comparison, r.State, r.ThingName)
	for _, d := range r.Differences {
		text += fmt.Sprintf(" %s:%s→%s", d.Field, d.Ours, d.Theirs)
	}
	for _, p := range r.Problems {
		text += " " + p.Column + ":" + p.Code
	}
	return text
}

func shorts(rows []model.ReconciliationRow) (lines []string) {
	for _, r := range rows {
		lines = append(lines, short(r))
	}
	return lines
}

func TestListsAreComparedThingByThing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyC)
		account := func(name, id string) model.Account {
			e := w.accountEdit(o)
			e.Name, e.PlatformAccountID = name, id
			return must[model.Account](t)(w.Accounts.Create(w.ctx, operator, e))
		}
		account("同一个", "gh_same")
		account("改过名的", "gh_renamed")
		account("没有标识", "")
		account("标识不同", "gh_ours")
		closed := account("已关停", "gh_closed")
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, closed.ID, 1, model.VerbClose, today))
		over := account("早已关停", "gh_over")
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, over.ID, 1, model.VerbClose, today))
		account("仅本级", "gh_here")
		r := w.reconciled(model.SubjectAccount, strings.Join([]string{
			"平台,账号名称,账号ID,主办单位,状态,批次",
			"微信公众号, 同 一 个,gh_same," + o.Name + ",正常,1",
			"微信,原名,gh_renamed,,,",
			"微信,没有标识,gh_known,,,",
			"微信,标识不同,gh_theirs,,,",
			"微信,已关停,gh_closed,,运行,",
			"微信,早已关停,gh_over,,关停,",
			"微信,仅上级,gh_there,,,",
			"微信,上级已注销,gh_gone,,注销,",
			"微信,同一个,gh_same,,,",
			"火星,甲,,,也许,",
		}, "\n")+"\n")
		want := []string{
			"same agreed 同一个", "differs open 改过名的 name:改过名的→原名", "differs open 没有标识 platform_account_id:→gh_known",
			"differs open 标识不同 platform_account_id:gh_ours→gh_theirs", "differs open 已关停 state:closed→running", "same agreed 早已关停",
			"only_there open 仅上级", "only_there agreed 上级已注销", "faulty open 同一个 name:row_twice",
			"faulty open 甲 state:not_one_of platform:not_one_of", "only_here open 仅本级",
		}
		if diff := cmp.Diff(want, shorts(w.compared(r.ID))); diff != "" {
			t.Error(diff)
		}
		counts := model.ReconciliationCounts{OnlyHereCount: 1, OnlyThereCount: 2, DiffersCount: 4, SameCount: 2, FaultyCount: 2, OpenCount: 8}
		if r.ReconciliationCounts != counts || !slices.Equal(r.Notices, []string{"批次"}) {
			t.Errorf("%+v", r)
		}
	})
}

func TestSettlingARow(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o, other := w.organization(countyC), w.organization(countyC)
		site := w.site(o)
		gone := w.site(o)
		lines := fmt.Sprintf("网站标识码,网站名称,首页地址,主办单位,状态\n%s,上级的名称,http://new.gov.cn/,%s,临时下线\n4228239999,新网站,http://x.gov.cn/,%s,\n4228239998,新网站,不是网址,%s,\n",
			site.Code, other.Name, o.Name, o.Name)
		r := w.reconciled(model.SubjectSite, lines)
		settle := func(n int, version uint64, action model.Settlement, reason string) (model.ReconciliationRow, error) {
			return w.Reconciliations.Settle(w.ctx, operator, r.ID, n, version, model.SettleEdit{Action: action, Reason: reason})
		}
		refused(t, "without a reason", only(settle(1, 1, model.KeepOurs, " ")), "invalid_fields reason:required")
		refused(t, "in no way", only(settle(1, 1, "x", "")), "invalid_fields action:not_one_of")
		refused(t, "at another version", only(settle(1, 2, model.KeepOurs, "r")), "stale_version")
		refused(t, "no row", only(settle(9, 1, model.KeepOurs, "r")), missing)
		refused(t, "nothing of ours", only(settle(2, 1, model.OpenFiling, "")), "nothing_to_file")
		refused(t, "no address", only(settle(3, 1, model.TakeTheirs, "")), "invalid_fields theirs.home_url:not_a_url")
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, site.ID, 1, set(func(e *model.SiteEdit) { e.Name = "又改了" })))
		refused(t, "changed since", only(settle(1, 1, model.TakeTheirs, "")), "row_changed_since name:differs_now")
		r = must[model.Reconciliation](t)(w.Reconciliations.Compare(w.ctx, operator, r.ID, r.Version))
		before := count(t, w.store, "SELECT COUNT(*) FROM filings")
		must[model.ReconciliationRow](t)(settle(1, 2, model.TakeTheirs, "以上级为准"))
		got := must[model.Site](t)(w.Sites.Get(w.ctx, operator, site.ID))
		if got.Name != "上级的名称" || got.OrganizationID != other.ID || got.State != model.StateOffline || got.HomeURL != "http://new.gov.cn/" || got.Version != 3 {
			t.Errorf("%+v", got)
		}
		made := must[model.ReconciliationRow](t)(settle(2, 1, model.TakeTheirs, ""))
		if s := must[model.Site](t)(w.Sites.Get(w.ctx, operator, uint64(made.SiteID))); s.Code != "4228239999" || s.OrganizationID != o.ID {
			t.Errorf("%+v", s)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM filings"); n != before {
			t.Errorf("the register that said so itself is to be told: %d filings, %d before", n, before)
		}
		filed := must[model.ReconciliationRow](t)(settle(4, 1, model.OpenFiling, ""))
		f := must[model.FilingStatus](t)(w.Filings.Get(w.ctx, operator, uint64(filed.FilingID)))
		if uint64(f.SiteID) != gone.ID || f.Cause != model.CauseOpen || f.DueOn != "2022-10-13" || f.Register != model.RegisterNational {
			t.Errorf("%+v", f)
		}
		refused(t, "twice", only(settle(4, 2, model.KeepOurs, "r")), "wrong_state")
		kept := must[model.ReconciliationRow](t)(settle(3, 1, model.KeepOurs, "上级有误"))
		if kept.SettledBy != operator.Name || kept.SettledAt.IsZero() || kept.Reason != "上级有误" {
			t.Errorf("%+v", kept)
		}
		if r := must[model.Reconciliation](t)(w.Reconciliations.Get(w.ctx, operator, r.ID)); r.State != model.ReconciliationSettled || r.OpenCount != 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestSettlingManyRowsAnswersForEach(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyC)
		w.account(o)
		w.account(o)
		r := w.reconciled(model.SubjectAccount, listing)
		items := []model.SettleItem{
			{Number: 1, Version: 1, SettleEdit: model.SettleEdit{Action: model.TakeTheirs}}, // its organization is not known
			{Number: 2, Version: 1, SettleEdit: keepOurs},
			{Number: 2, Version: 1, SettleEdit: keepOurs},
			{Number: 3, Version: 7, SettleEdit: keepOurs},
			{Number: 8, Version: 1, SettleEdit: keepOurs},
		}
		before := dump(t, w.store)
		refused(t, "all or nothing", only(w.Reconciliations.SettleMany(w.ctx, operator, r.ID, items, false)),
			"invalid_fields items[0].organization:organization_unknown items[2].number:rows_twice items[3]:stale_version items[4].number:no_such_row")
		if diff := cmp.Diff(before, dump(t, w.store)); diff != "" {
			t.Error(diff)
		}
		out := must[[]service.Outcome[model.ReconciliationRow]](t)(w.Reconciliations.SettleMany(w.ctx, operator, r.ID, items, true))
		for i, want := range []string{"invalid_fields", "", "invalid_fields", "stale_version", "invalid_fields"} {
			if code := ""; out[i].Err != nil && out[i].Err.Code != want || out[i].Err == nil && code != want {
				t.Errorf("%d: %+v", i, out[i].Err)
			}
		}
		if r := must[model.Reconciliation](t)(w.Reconciliations.Get(w.ctx, operator, r.ID)); r.OpenCount != 2 {
			t.Errorf("%+v", r)
		}
	})
}

// A list is fetched piece by piece; a province that fails is asked again, and given up after a while.
func TestListOfTheProvinceIsFetched(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		for range 3 {
			w.account(o)
		}
		stand := w.standIn(standin.Rules{})
		s := w.above(stand.Handler())
		w.delivered(s, w.sent(s, accountsOfC).ID)
		w.account(o)
		if err := stand.Change(standin.Rules{Fail: 2, Status: 503}); err != nil {
			t.Fatal(err)
		}
		l := service.Listing{Kind: model.SubjectAccount, RegionCode: countyC}
		r := must[model.Reconciliation](t)(s.Reconciliations.Pull(w.ctx, operator, l))
		refused(t, "settle while it is fetched", only(s.Reconciliations.Settle(w.ctx, operator, r.ID, 1, 1, keepOurs)), "wrong_state")
		for range 3 {
			_ = s.Reconciliations.Fetch(w.ctx) // fails twice
			w.wait(1)
		}
		r = must[model.Reconciliation](t)(s.Reconciliations.Get(w.ctx, operator, r.ID))
		if r.State != model.ReconciliationOpen || r.SameCount != 3 || r.OnlyHereCount != 1 || r.OnlyThereCount+r.DiffersCount+r.FaultyCount != 0 {
			t.Errorf("%+v", r)
		}
		if err := stand.Change(standin.Rules{Fail: 100, Status: 503}); err != nil {
			t.Fatal(err)
		}
		given := must[model.Reconciliation](t)(s.Reconciliations.Pull(w.ctx, operator, l))
		for range 12 {
			_ = s.Reconciliations.Fetch(w.ctx)
			w.wait(1)
		}
		given = must[model.Reconciliation](t)(s.Reconciliations.Get(w.ctx, operator, given.ID))
		if given.State != model.ReconciliationFailed || !strings.Contains(given.Failure, "503") {
			t.Errorf("%+v", given)
		}
		refused(t, "without a province", only(w.Reconciliations.Pull(w.ctx, operator, l)), "province_gives_no_list")
	})
}

// Two random lists: each thing of either is in exactly one row. When everything is settled as theirs says, another comparison
// finds nothing open; when ours is kept, nothing of the register has changed.
func TestReconciliationIsAPartition(t *testing.T) {
	s := dbtest.SQLite(t)
	w := newWorld(t, s)
	o := w.organization(countyC)
	rapid.Check(t, func(t *rapid.T) {
		for _, table := range []string{"reconciliation_rows", "reconciliations", "filings", "account_versions", "accounts", "audit_entries", "events"} {
			execute(w.t, w.store, "DELETE FROM "+table)
		}
		names := []string{"甲", "乙", "丙", "丁", "戊", "己"}
		draw := func(what string) (name, id string) {
			name = rapid.SampledFrom(names).Draw(t, what+" name")
			return name, rapid.SampledFrom([]string{"", "gh_1", "gh_2", "gh_3", "gh_4", "gh_5"}).Draw(t, what+" id")
		}
		for range rapid.IntRange(0, 5).Draw(t, "ours") {
			e := w.accountEdit(o)
			e.Name, e.PlatformAccountID = draw("our")
			a, err := w.Accounts.Create(w.ctx, operator, e)
			if err == nil && rapid.IntRange(0, 3).Draw(t, "closed") == 0 {
				must[model.Account](w.t)(w.Accounts.Move(w.ctx, operator, a.ID, 1, model.VerbClose, today))
			}
		}
		file := "平台,账号名称,账号ID,主办单位,状态\n"
		lines := rapid.IntRange(1, 6).Draw(t, "theirs")
		for range lines {
			name, id := draw("their")
			file += fmt.Sprintf("微信,%s,%s,%s,%s\n", name, id, o.Name, rapid.SampledFrom([]string{"", "运行", "关停", "临时下线"}).Draw(t, "state"))
		}
		before := query(w.t, w.store, "SELECT * FROM accounts ORDER BY id")
		r := w.reconciled(model.SubjectAccount, file)
		rows := w.compared(r.ID)
		checkPartition(t, w, rows, lines)
		keep := rapid.Bool().Draw(t, "keep ours")
		var items []model.SettleItem
		for _, row := range rows {
			item := model.SettleItem{Number: row.Number, Version: row.Version, SettleEdit: keepOurs}
			if !keep && row.Comparison != model.Faulty {
				item.SettleEdit = model.SettleEdit{Action: model.TakeTheirs}
			}
			if row.State == model.RowOpen {
				items = append(items, item)
			}
		}
		if len(items) > 0 {
			for i, out := range must[[]service.Outcome[model.ReconciliationRow]](w.t)(w.Reconciliations.SettleMany(w.ctx, operator, r.ID, items, true)) {
				if out.Err != nil {
					if code := refusal(out.Err); !strings.HasSuffix(code, " name:taken") && !strings.HasSuffix(code, " platform_account_id:taken") {
						t.Fatalf("row %d: %s", items[i].Number, code)
					}
					return // names that are swapped cannot be taken one by one, nor one that was given to another since
				}
			}
		}
		if keep {
			if diff := cmp.Diff(before, query(w.t, w.store, "SELECT * FROM accounts ORDER BY id")); diff != "" {
				t.Fatal(diff)
			}
			return
		}
		for _, row := range w.compared(w.reconciled(model.SubjectAccount, file).ID) {
			if row.State == model.RowOpen && row.Comparison != model.Faulty {
				t.Fatalf("after everything was taken: %s\n%s", short(row), file)
			}
		}
	})
}

func checkPartition(t *rapid.T, w *world, rows []model.ReconciliationRow, lines int) {
	theirs, ours := map[int]bool{}, map[uint64]bool{}
	for _, row := range rows {
		if row.Line > 0 && theirs[row.Line] || row.ThingID() > 0 && ours[row.ThingID()] {
			t.Fatalf("twice: %s", short(row))
		}
		if row.Line > 0 {
			theirs[row.Line] = true
		}
		ours[row.ThingID()] = true
	}
	if len(theirs) != lines {
		t.Fatalf("%d of %d of theirs", len(theirs), lines)
	}
	for _, line := range query(w.t, w.store, "SELECT id FROM accounts WHERE state <> 'closed'") {
		var id uint64
		_, _ = fmt.Sscanf(line, "id=%d", &id)
		if !ours[id] {
			t.Fatalf("account %d is in no row", id)
		}
	}
}
