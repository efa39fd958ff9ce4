package service_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/province/standin"
)

var filingsOfC = model.NewReportEdit{Kind: model.ReportFilings, RegionCode: countyC}

// An accepted row completes its filing under the number of its receipt; a refused one stays to be filed.
func TestAcceptedRowsCompleteTheirFilings(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		good, bad := w.account(o), w.account(o)
		stand := w.standIn(standin.Rules{Refuse: bad.Name, Words: "名称不符"})
		s := w.above(stand.Handler())
		r := w.delivered(s, w.sent(s, filingsOfC).ID)
		if r.AcceptedCount != 1 || r.RefusedCount != 1 {
			t.Fatalf("%+v", r)
		}
		state := func(a model.Account) model.FilingStatus {
			t.Helper()
			f := model.FilingFilter{Register: model.RegisterProvincial, Kind: model.SubjectAccount}
			for _, f := range must[model.List[model.FilingStatus]](t)(w.Filings.List(w.ctx, operator, f, everything)).Items {
				if uint64(f.AccountID) == a.ID {
					return f
				}
			}
			return model.FilingStatus{}
		}
		if f := state(good); f.State != model.FilingDone || !strings.HasPrefix(f.Number, "DEMO-") || f.FiledOn == "" {
			t.Errorf("%+v", f)
		}
		if f := state(bad); f.State != model.FilingOpen {
			t.Errorf("%+v", f)
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM audit_entries WHERE operation = 'filing.done'"); n != 1 {
			t.Errorf("%d entries in the trail", n)
		}
		// Mended in the register, the refused one goes into the next report, and only that.
		must[model.Account](t)(w.Accounts.Update(w.ctx, operator, bad.ID, 1, set(func(e *model.AccountEdit) { e.Name = "已改正" })))
		next := w.delivered(s, w.sent(s, filingsOfC).ID)
		if next.RowCount != 1 || next.AcceptedCount != 1 || state(bad).State != model.FilingDone {
			t.Errorf("%+v", next)
		}
	})
}

// What has changed while a filing was on its way is filed anew: the province knows what was sent. A change that says the same
// of all that is filed is none.
func TestWhatChangesOnTheWayIsFiledAnew(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		renamed, opened, closed := w.account(o), w.account(o), w.account(o)
		r := w.confirmed(filingsOfC)
		r = must[model.Report](t)(w.Reports.Send(w.ctx, operator, r.ID, r.Version))
		w.wait(1)
		must[model.Account](t)(w.Accounts.Update(w.ctx, operator, renamed.ID, 1, set(func(e *model.AccountEdit) { e.Name = "途中改名" })))
		must[model.Account](t)(w.Accounts.Update(w.ctx, operator, opened.ID, 1, set(func(e *model.AccountEdit) { e.OpenedOn = "2022-10-01" })))
		must[model.Account](t)(w.Accounts.Move(w.ctx, operator, closed.ID, 1, model.VerbClose, today))
		w.wait(2)
		must[[]service.ReceiptOutcome](t)(w.Reports.AddReceipts(w.ctx, operator, r.ID, strings.NewReader(answerFor(r, "接收", 1, 2, 3)), false))
		f := model.FilingFilter{Register: model.RegisterProvincial, State: model.FilingOpen}
		want := []string{"account close provincial open 2022-10-09–2022-10-14", "account change provincial open 2022-10-09–2022-10-14"}
		if diff := cmp.Diff(want, w.filings(f)); diff != "" {
			t.Error(diff)
		}
	})
}

// What is to be filed is filed in one report: of two that are confirmed at once, one is. Without the look under the lock both
// would be.
func TestFilingsAreConfirmedInOneReport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account(w.known())
		for range 10 {
			reports := []model.Report{w.reported(filingsOfC), w.reported(filingsOfC)}
			errs := make([]error, len(reports))
			var all sync.WaitGroup
			for i, r := range reports {
				all.Go(func() { errs[i] = only(w.Reports.Confirm(w.ctx, second, r.ID, r.Version)) })
			}
			all.Wait()
			won := 0
			for i, err := range errs {
				if err != nil {
					refused(t, "the other", err, "filings_elsewhere")
					continue
				}
				won++
				must[model.Report](t)(w.Reports.Cancel(w.ctx, operator, reports[i].ID, reports[i].Version+1))
			}
			if won != 1 {
				t.Fatalf("%d were confirmed", won)
			}
		}
		first := w.confirmed(filingsOfC)
		late := w.reported(filingsOfC)
		if row := w.reportRows(late.ID, model.ReportRowFilter{})[0]; row.State != model.RowOfReportExcluded || row.Gaps[0].ID != first.ID {
			t.Errorf("%+v", row)
		}
		refused(t, "nothing to send", only(w.Reports.Confirm(w.ctx, second, late.ID, late.Version)), "report_without_rows")
		// What was done by hand meanwhile is not filed again.
		other := w.account(w.known())
		r := w.reported(filingsOfC)
		for _, f := range must[model.List[model.FilingStatus]](t)(w.Filings.List(w.ctx, operator, model.FilingFilter{
			Register: model.RegisterProvincial, OrganizationID: other.OrganizationID,
		}, everything)).Items {
			must[model.FilingStatus](t)(w.Filings.Finish(w.ctx, operator, f.ID, f.Version, model.FilingEdit{Number: "1"}))
		}
		refused(t, "done by hand", only(w.Reports.Confirm(w.ctx, second, r.ID, r.Version)), "filings_elsewhere")
	})
}

func TestReportOfResults(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		site := w.site(o)
		w.account(o)
		c := w.open(countyC)
		for _, i := range w.targets(c.Code) {
			items := []model.BulkItem{item(i)}
			if i.Kind == model.SubjectSite {
				items = []model.BulkItem{item(i, model.FindingEdit{Description: "首页栏目过期", LocationURL: "http://a.gov.cn/x"})}
			}
			must[[]service.Outcome[model.Result]](t)(w.Inspections.SubmitMany(w.ctx, operator, c.Code, items, false))
		}
		c = must[model.Campaign](t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
		r := w.reported(model.NewReportEdit{Kind: model.ReportResults, Campaign: c.Code})
		rows := w.reportRows(r.ID, model.ReportRowFilter{})
		if len(rows) != 2 || r.Ready() != 2 {
			t.Fatalf("%+v", rows)
		}
		for _, row := range rows {
			want := []string{`"result":"pass"`, creditCode, c.Code}
			if row.Kind == model.SubjectSite {
				want = append(want, site.Code, "首页栏目过期", `"state":"open"`, c.Code+"-0001")
			}
			for _, text := range want {
				if !strings.Contains(row.Content, text) {
					t.Errorf("no %s in %s", text, row.Content)
				}
			}
		}
	})
}
