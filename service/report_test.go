package service_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/service"

	"xuncha/service/province/standin"
)

// accountsOfC is the report of what county C has.
var accountsOfC = model.NewReportEdit{Kind: model.ReportAccounts, RegionCode: countyC}

// sent makes a report, has it confirmed and sends it off.
func (w *world) sent(s *service.Services, e model.NewReportEdit) model.Report {
	w.t.Helper()
	r := must[model.Report](w.t)(s.Reports.Create(w.ctx, operator, e))
	r = must[model.Report](w.t)(s.Reports.Confirm(w.ctx, second, r.ID, r.Version))
	return must[model.Report](w.t)(s.Reports.Send(w.ctx, operator, r.ID, r.Version))
}

// delivered works at what is queued as often as it takes, with the clock going on, and answers the report.
func (w *world) delivered(s *service.Services, id uint64) model.Report {
	w.t.Helper()
	var r model.Report
	for range 40 {
		_ = s.Reports.Deliver(w.ctx) // what goes wrong is tried again
		r, _, _ = s.Reports.Get(w.ctx, operator, id)
		if r.State == model.ReportDone {
			return r
		}
		w.now = w.now.Add(time.Hour)
	}
	return r
}

func (w *world) reportRows(id uint64, f model.ReportRowFilter) []model.ReportRow {
	w.t.Helper()
	return must[model.List[model.ReportRow]](w.t)(w.Reports.Rows(w.ctx, operator, id, f, everything)).Items
}

func TestReportTakesItsRowsAndNamesWhatTheyLack(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		poor, known := w.organization(countyC), w.known()
		w.account(poor)
		good := w.account(known)
		nameless := w.accountEdit(known)
		nameless.PlatformAccountID = ""
		without := must[model.Account](t)(w.Accounts.Create(w.ctx, operator, nameless))
		r := w.reported(accountsOfC)
		if r.State != model.ReportDraft || r.RowCount != 3 || r.Ready() != 1 || r.Way != model.WayHand {
			t.Fatalf("%+v", r)
		}
		var gaps []model.Gaps
		for _, row := range w.reportRows(r.ID, model.ReportRowFilter{}) {
			gaps = append(gaps, row.Gaps)
		}
		want := []model.Gaps{
			{{Column: "credit_code", Code: "gap_credit_code", On: "organization", ID: poor.ID}},
			{},
			{{Column: "platform_account_id", Code: "gap_platform_account_id", On: "account", ID: without.ID}},
		}
		if diff := cmp.Diff(want, gaps); diff != "" {
			t.Error(diff)
		}
		must[model.Account](t)(w.Accounts.Update(w.ctx, operator, good.ID, 1, set(func(e *model.AccountEdit) { e.Name = "改名之后" })))
		frozen := w.reportRows(r.ID, model.ReportRowFilter{State: model.RowOfReportReady})
		if len(frozen) != 1 || strings.Contains(frozen[0].Content, "改名之后") {
			t.Errorf("%+v", frozen)
		}
		again := must[model.Report](t)(w.Reports.Refresh(w.ctx, operator, r.ID, r.Version))
		frozen = w.reportRows(r.ID, model.ReportRowFilter{State: model.RowOfReportReady})
		if !strings.Contains(frozen[0].Content, "改名之后") || again.ReportKey == r.ReportKey {
			t.Errorf("%+v", frozen)
		}
		refused(t, "of an open campaign", only(w.Reports.Create(w.ctx, operator, model.NewReportEdit{
			Kind: model.ReportResults, Campaign: w.open(countyC).Code,
		})), "campaign_not_closed")
		refused(t, "of none", only(w.Reports.Create(w.ctx, operator, model.NewReportEdit{Kind: model.ReportResults})), "invalid_fields campaign:required")
		refused(t, "of an unknown one", only(w.Reports.Create(w.ctx, operator, model.NewReportEdit{Kind: model.ReportResults, Campaign: "x"})),
			"invalid_fields campaign:unknown_reference")
	})
}

// Who makes a report, or has its rows taken again, does not confirm it: neither a person, nor a key, nor an operator.
func TestReportIsConfirmedByAnother(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account(w.known())
		key, person := actor(model.RoleAdmin, model.ScopeAll), model.Actor{UserID: 7, Name: "甲", Role: model.RoleAdmin, Scope: model.ScopeAll}
		samePerson := person
		samePerson.Name = "改过的名字"
		machine := actor(model.RoleIntegration, model.ScopeAll)
		machine.Permissions = model.Set[model.Permission]{model.SendReports, model.ReadReports, model.ConfirmReports}
		for name, c := range map[string]struct {
			maker, other model.Actor
			want         string
		}{
			"the key itself":      {key, key, "confirmed_by_maker"},
			"the person":          {person, samePerson, "confirmed_by_maker"},
			"the operator":        {operator, operator, "confirmed_by_maker"},
			"a machine":           {key, machine, "forbidden"},
			"a person for a key":  {key, person, ""},
			"another operator":    {operator, second, ""},
			"a key for a machine": {machine, key, ""},
		} {
			r := must[model.Report](t)(w.Reports.Create(w.ctx, c.maker, accountsOfC))
			refused(t, name, only(w.Reports.Confirm(w.ctx, c.other, r.ID, r.Version)), c.want)
		}
		r := must[model.Report](t)(w.Reports.Create(w.ctx, key, accountsOfC))
		r = must[model.Report](t)(w.Reports.Refresh(w.ctx, person, r.ID, r.Version))
		refused(t, "who had the rows taken again", only(w.Reports.Confirm(w.ctx, person, r.ID, r.Version)), "confirmed_by_maker")
		r = must[model.Report](t)(w.Reports.Return(w.ctx, person, r.ID, r.Version, today))
		refused(t, "what was returned", only(w.Reports.Confirm(w.ctx, second, r.ID, r.Version)), "wrong_state")
		refused(t, "what is not confirmed", only(w.Reports.Send(w.ctx, operator, r.ID, r.Version)), "wrong_state")
		_, _, err := w.Reports.Package(w.ctx, operator, r.ID)
		refused(t, "files of it", err, "report_not_confirmed")
	})
}

// What is sent is what was shown before, byte by byte.
func TestReportIsSentAsItWasShown(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		for range 3 {
			w.account(o)
		}
		stand := w.standIn(standin.Rules{})
		var got []byte
		s := w.above(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				got = readAll(t, r)
			}
			stand.Handler().ServeHTTP(rw, r)
		}))
		r := must[model.Report](t)(s.Reports.Create(w.ctx, operator, accountsOfC))
		_, shown, err := s.Reports.Preview(w.ctx, second, r.ID, 1)
		if err != nil || !json.Valid(shown.Body) {
			t.Fatalf("%v: %s", err, shown.Body)
		}
		r = must[model.Report](t)(s.Reports.Confirm(w.ctx, second, r.ID, r.Version))
		r = must[model.Report](t)(s.Reports.Send(w.ctx, operator, r.ID, r.Version))
		if done := w.delivered(s, r.ID); done.State != model.ReportDone || done.AcceptedCount != 3 {
			t.Errorf("%+v", done)
		}
		if string(got) != string(shown.Body) {
			t.Errorf("shown: %s\nsent: %s", shown.Body, got)
		}
		for _, row := range w.reportRows(r.ID, model.ReportRowFilter{Answered: true}) {
			if row.ReceiptNumber == "" || row.ReceivedAt.IsZero() {
				t.Errorf("%+v", row)
			}
		}
	})
}

// Whatever the province does, each row has one effect there, and each gets its receipt.
func TestReportsArriveOnceWhateverTheProvinceDoes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		for range 5 {
			w.account(o)
		}
		refusedName := w.account(o).Name
		for name, c := range map[string]struct {
			rules    standin.Rules
			accepted int
		}{
			"well":              {standin.Rules{}, 6},
			"losing answers":    {standin.Rules{Lose: 3}, 6},
			"failing":           {standin.Rules{Fail: 2, Status: 500}, 6},
			"busy":              {standin.Rules{Fail: 2, Status: 429, RetryAfter: 7}, 6},
			"its key is wrong":  {standin.Rules{Fail: 1, Status: 403}, 6},
			"moved":             {standin.Rules{Fail: 1, Status: 307}, 6},
			"answering twice":   {standin.Rules{Twice: true}, 6},
			"answering late":    {standin.Rules{Late: standin.Duration{Duration: 3 * time.Hour}}, 6},
			"refusing some":     {standin.Rules{Refuse: refusedName, Words: "主体不符"}, 5},
			"losing, then late": {standin.Rules{Lose: 1, Late: standin.Duration{Duration: time.Hour}, Twice: true}, 6},
		} {
			stand := w.standIn(c.rules)
			s := w.above(stand.Handler())
			r := w.delivered(s, w.sent(s, accountsOfC).ID)
			if r.State != model.ReportDone || r.AcceptedCount != c.accepted || r.AcceptedCount+r.RefusedCount != 6 {
				t.Errorf("%s: %+v", name, r)
			}
			got := stand.Received()
			if len(got.Doubled) > 0 || len(got.Effects) != c.accepted {
				t.Errorf("%s: %+v", name, got)
			}
			if c.accepted < 6 {
				rows := w.reportRows(r.ID, model.ReportRowFilter{State: model.RowOfReportRefused})
				if len(rows) != 1 || rows[0].ReceiptWords != "主体不符" || rows[0].ThingName != refusedName {
					t.Errorf("%+v", rows)
				}
			}
		}
		// The control: a province that forgets keys takes again what comes again.
		stand := w.standIn(standin.Rules{Lose: 2, Forget: true})
		s := w.above(stand.Handler())
		w.delivered(s, w.sent(s, accountsOfC).ID)
		if got := stand.Received(); len(got.Doubled) != 6 {
			t.Errorf("nothing shows that a batch came again: %+v", got)
		}
	})
}

// A piece that is refused as a whole gives every row the words of the province, and the next one goes on.
func TestRefusedPieceDoesNotBlockTheQueue(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account(w.known())
		stand := w.standIn(standin.Rules{})
		var refuse atomic.Bool
		refuse.Store(true)
		s := w.above(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if refuse.CompareAndSwap(true, false) {
				rw.WriteHeader(http.StatusUnprocessableEntity)
				_, _ = rw.Write([]byte(`{"detail":"格式不符"}`))
				return
			}
			stand.Handler().ServeHTTP(rw, r)
		}))
		first, then := w.sent(s, accountsOfC), w.sent(s, accountsOfC)
		if r := w.delivered(s, then.ID); r.AcceptedCount != 1 {
			t.Errorf("%+v", r)
		}
		rows := w.reportRows(first.ID, model.ReportRowFilter{})
		if len(rows) != 1 || rows[0].State != model.RowOfReportRefused || rows[0].ReceiptWords != "格式不符" {
			t.Errorf("%+v", rows)
		}
	})
}

// What is not what was confirmed is never sent.
func TestAlteredPieceIsNotSent(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account(w.known())
		stand := w.standIn(standin.Rules{})
		s := w.above(stand.Handler())
		r := w.sent(s, accountsOfC)
		execute(t, w.store, "UPDATE report_rows SET content = REPLACE(content, 'wechat', 'weibo')")
		err := s.Reports.Deliver(w.ctx)
		if err == nil || !strings.Contains(err.Error(), "not what was confirmed") || stand.Received().Requests != 0 {
			t.Errorf("%v, %+v", err, stand.Received())
		}
		_, pieces, _ := s.Reports.Get(w.ctx, operator, r.ID)
		if pieces[0].LastError == "" || pieces[0].Attempts != 0 {
			t.Errorf("%+v", pieces)
		}
		must[model.Report](t)(s.Reports.Cancel(w.ctx, operator, r.ID, r.Version))
	})
}

// Several programs work at one queue; each piece is with one of them at a time. Without the leases it would be sent by all.
func TestPiecesAreSentByOneProgram(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account(w.known())
		stand := w.standIn(standin.Rules{})
		var inside, most atomic.Int32
		h := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			most.Store(max(most.Load(), inside.Add(1)))
			time.Sleep(20 * time.Millisecond) // the others come meanwhile
			stand.Handler().ServeHTTP(rw, r)
			inside.Add(-1)
		})
		programs := []*service.Services{w.above(h), w.above(h), w.above(h)}
		var ids []uint64
		for range 3 {
			ids = append(ids, w.sent(programs[0], accountsOfC).ID)
		}
		var all sync.WaitGroup
		for _, s := range programs {
			all.Go(func() {
				for range 200 {
					if err := s.Reports.Deliver(w.ctx); err != nil {
						t.Error(err)
					}
					if r, _, _ := s.Reports.Get(w.ctx, operator, ids[2]); r.State == model.ReportDone {
						return
					}
				}
			})
		}
		all.Wait()
		if got := stand.Received(); most.Load() != 1 || got.Requests != 3 || got.Repeats != 0 {
			t.Errorf("%d at once, %+v", most.Load(), got)
		}
	})
}

// While the province does not answer, everything else goes on: nothing of the database is held.
func TestSilentProvinceHoldsNobodyUp(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		w.account(o)
		arrived, silent := make(chan struct{}), make(chan struct{})
		var once sync.Once
		stand := w.standIn(standin.Rules{})
		s := w.above(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			once.Do(func() { close(arrived) })
			<-silent
			stand.Handler().ServeHTTP(rw, r)
		}))
		r := w.sent(s, accountsOfC)
		done := make(chan error)
		go func() { done <- s.Reports.Deliver(w.ctx) }()
		<-arrived
		// The pool of the tests has one connection and SQLite one writer: both are free.
		w.account(o)
		refused(t, "cancel what is on its way", only(s.Reports.Cancel(w.ctx, operator, r.ID, r.Version)), "report_was_sent")
		other := w.sent(s, accountsOfC)
		if other.State != model.ReportSending {
			t.Errorf("%+v", other)
		}
		close(silent)
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

func TestReportByHand(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.known()
		for range 3 {
			w.account(o)
		}
		r := w.confirmed(accountsOfC)
		refused(t, "receipts before it was sent", only(w.Reports.AddReceipts(w.ctx, operator, r.ID, strings.NewReader(answerFor(r, "接收", 1)), false)), "receipts_not_expected")
		r = must[model.Report](t)(w.Reports.Send(w.ctx, operator, r.ID, r.Version))
		if r.State != model.ReportSent {
			t.Fatalf("%+v", r)
		}
		refused(t, "cancel", only(w.Reports.Cancel(w.ctx, operator, r.ID, r.Version)), "wrong_state")
		add := func(text string, keepGoing bool) ([]service.ReceiptOutcome, error) {
			return w.Reports.AddReceipts(w.ctx, operator, r.ID, strings.NewReader(text), keepGoing)
		}
		bad := answerFor(r, "接收", 1, 9) + r.ReportKey + "-2,也许,,\n"
		refused(t, "one bad line", only(add(bad, false)), "invalid_fields line[3]:unknown_receipt_row line[4]:receipt_result")
		out := must[[]service.ReceiptOutcome](t)(add(bad, true))
		if len(out) != 3 || !out[0].Changed || out[1].Err == nil || out[2].Err == nil {
			t.Errorf("%+v", out)
		}
		out = must[[]service.ReceiptOutcome](t)(add(answerFor(r, "接收", 1, 2)+r.ReportKey+"-3,,,\n", false))
		if len(out) != 2 || out[0].Changed || !out[1].Changed {
			t.Errorf("%+v", out)
		}
		refused(t, "another answer", only(add(answerFor(r, "退回", 1), false)), "invalid_fields line[2]:receipt_contradicts")
		must[[]service.ReceiptOutcome](t)(add("\ufeff"+answerFor(r, "退回", 3), false))
		if r, _, _ := w.Reports.Get(w.ctx, operator, r.ID); r.State != model.ReportDone || r.AcceptedCount != 2 || r.RefusedCount != 1 {
			t.Errorf("%+v", r)
		}
		_, files, err := w.Reports.Package(w.ctx, operator, r.ID)
		if err != nil || !slices.Equal(files.Body[:2], []byte("PK")) || files.MediaType != "application/zip" {
			t.Errorf("%v %s", err, files.MediaType)
		}
	})
}

// A report is sent in pieces of as many rows as one request takes.
func TestReportIsCutIntoPieces(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		lines := []string{siteHeader + ",主办单位,ICP备案号"}
		for i := range 401 {
			lines = append(lines, fmt.Sprintf("422823%04d,网站%d,http://s%d.gov.cn/,否,数据局,鄂ICP备%d号", i, i, i, i))
		}
		must[model.Import](t)(w.take(operator, model.ImportSites, false, lines...))
		execute(t, w.store, "UPDATE organizations SET credit_code = '"+creditCode+"'")
		stand := w.standIn(standin.Rules{})
		s := w.above(stand.Handler())
		r := w.sent(s, model.NewReportEdit{Kind: model.ReportSites, RegionCode: countyC})
		_, pieces, _ := s.Reports.Get(w.ctx, operator, r.ID)
		var rows []int
		for _, p := range pieces {
			rows = append(rows, p.RowCount)
		}
		if !slices.Equal(rows, []int{200, 200, 1}) {
			t.Errorf("%v", rows)
		}
		if r = w.delivered(s, r.ID); r.AcceptedCount != 401 || stand.Received().Batches != 3 {
			t.Errorf("%+v, %+v", r, stand.Received().Batches)
		}
	})
}
