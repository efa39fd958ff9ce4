package service_test

import (
	"fmt"
	"strings"

	"xuncha/model"
	"xuncha/service"
)

// countyC has nothing but what reports and lists are tried with, so that these stay small.
const countyC = model.RegionCode("422823")

// known is an organization that lacks nothing that is reported.
func (w *world) known() model.Organization {
	w.t.Helper()
	o := w.organization(countyC)
	return must[model.Organization](w.t)(w.Organizations.Update(w.ctx, operator, o.ID, 1, func(e model.OrganizationEdit) (model.OrganizationEdit, error) {
		e.CreditCode = creditCode
		return e, nil
	}))
}

// reported is a report of the accounts of an area, made by the operator.
func (w *world) reported(e model.NewReportEdit) model.Report {
	w.t.Helper()
	return must[model.Report](w.t)(w.Reports.Create(w.ctx, operator, e))
}

// second is another person than who makes reports.
var second = service.Operator("second")

func (w *world) confirmed(e model.NewReportEdit) model.Report {
	w.t.Helper()
	r := w.reported(e)
	return must[model.Report](w.t)(w.Reports.Confirm(w.ctx, second, r.ID, r.Version))
}

// onReport is a method called on a report of the accounts of county C.
func onReport(verbs int, fn func(w *world, a model.Actor, r model.Report) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		w.account(w.known())
		e := model.NewReportEdit{Kind: model.ReportAccounts, RegionCode: countyC}
		r := w.reported(e)
		if verbs > 0 {
			r = must[model.Report](w.t)(w.Reports.Confirm(w.ctx, second, r.ID, r.Version))
		}
		if verbs > 1 {
			r = must[model.Report](w.t)(w.Reports.Send(w.ctx, operator, r.ID, r.Version))
		}
		return func(a model.Actor) error { return fn(w, a, r) }
	}
}

// answerFor is an answer of the system above, as a file.
func answerFor(r model.Report, result string, numbers ...int) string {
	lines := "行标识,结果,回执号,说明\n"
	for _, n := range numbers {
		lines += fmt.Sprintf("%s-%d,%s,DEMO-%d,\n", r.ReportKey, n, result, n)
	}
	return lines
}

var reportOperations = []operation{
	{"Reports.List", model.ReadReports, model.Scope(countyC), nothing, "", onReport(0, func(w *world, a model.Actor, _ model.Report) error {
		list, err := w.Reports.List(w.ctx, a, model.ReportFilter{}, everything)
		return empty(list.Items, err)
	})},
	{"Reports.Get", model.ReadReports, model.Scope(countyC), missing, "", onReport(0, func(w *world, a model.Actor, r model.Report) error {
		_, _, err := w.Reports.Get(w.ctx, a, r.ID)
		return err
	})},
	{"Reports.Rows", model.ReadReports, model.Scope(countyC), missing, "", onReport(0, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.Rows(w.ctx, a, r.ID, model.ReportRowFilter{}, everything))
	})},
	{"Reports.Preview", model.ReadReports, model.Scope(countyC), missing, "", onReport(0, func(w *world, a model.Actor, r model.Report) error {
		_, _, err := w.Reports.Preview(w.ctx, a, r.ID, 1)
		return err
	})},
	{"Reports.Package", model.SendReports, model.Scope(countyC), missing, "", onReport(1, func(w *world, a model.Actor, r model.Report) error {
		_, _, err := w.Reports.Package(w.ctx, a, r.ID)
		return err
	})},
	{
		"Reports.Create", model.SendReports, model.Scope(countyC), "invalid_fields region_code:unknown_reference", "report.create",
		call(func(w *world, a model.Actor) error {
			return only(w.Reports.Create(w.ctx, a, model.NewReportEdit{Kind: model.ReportSites, RegionCode: countyC}))
		}),
	},
	{"Reports.Refresh", model.SendReports, model.Scope(countyC), missing, "report.refresh", onReport(0, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.Refresh(w.ctx, a, r.ID, r.Version))
	})},
	{"Reports.Confirm", model.ConfirmReports, model.Scope(countyC), missing, "report.confirm", onReport(0, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.Confirm(w.ctx, a, r.ID, r.Version))
	})},
	{"Reports.Return", model.ConfirmReports, model.Scope(countyC), missing, "report.return", onReport(1, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.Return(w.ctx, a, r.ID, r.Version, today))
	})},
	{"Reports.Send", model.SendReports, model.Scope(countyC), missing, "report.send", onReport(1, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.Send(w.ctx, a, r.ID, r.Version))
	})},
	{"Reports.Cancel", model.SendReports, model.Scope(countyC), missing, "report.cancel", onReport(1, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.Cancel(w.ctx, a, r.ID, r.Version))
	})},
	{"Reports.AddReceipts", model.SendReports, model.Scope(countyC), missing, "report.receive", onReport(2, func(w *world, a model.Actor, r model.Report) error {
		return only(w.Reports.AddReceipts(w.ctx, a, r.ID, strings.NewReader(answerFor(r, "接收", 1)), false))
	})},
	{"Reports.Deliver", "", model.Scope(countyC), anyone, "", call(func(w *world, _ model.Actor) error { return w.Reports.Deliver(w.ctx) })},
}

// listing is a list of accounts from above in which ours do not stand.
const listing = "平台,账号名称,账号ID,主办单位\n微信,上级的号,gh_above,无此单位\n"

func (w *world) reconciled(kind model.Subject, file string) model.Reconciliation {
	w.t.Helper()
	l := service.Listing{Kind: kind, RegionCode: countyC, FileName: "名录.csv"}
	return must[model.Reconciliation](w.t)(w.Reconciliations.Take(w.ctx, operator, l, strings.NewReader(file)))
}

// onReconciliation is a method called on a list of the accounts of county C, of which one is only ours and one only theirs.
func onReconciliation(fn func(w *world, a model.Actor, r model.Reconciliation) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		w.account(w.organization(countyC))
		r := w.reconciled(model.SubjectAccount, listing)
		return func(a model.Actor) error { return fn(w, a, r) }
	}
}

var keepOurs = model.SettleEdit{Action: model.KeepOurs, Reason: "已核实"}

var reconciliationOperations = []operation{
	{"Reconciliations.List", model.WriteRegister, model.Scope(countyC), nothing, "", onReconciliation(func(w *world, a model.Actor, _ model.Reconciliation) error {
		list, err := w.Reconciliations.List(w.ctx, a, "", "", everything)
		return empty(list.Items, err)
	})},
	{"Reconciliations.Get", model.WriteRegister, model.Scope(countyC), missing, "", onReconciliation(func(w *world, a model.Actor, r model.Reconciliation) error {
		return only(w.Reconciliations.Get(w.ctx, a, r.ID))
	})},
	{"Reconciliations.Rows", model.WriteRegister, model.Scope(countyC), missing, "", onReconciliation(func(w *world, a model.Actor, r model.Reconciliation) error {
		return only(w.Reconciliations.Rows(w.ctx, a, r.ID, model.ReconciliationRowFilter{}, everything))
	})},
	{"Reconciliations.Row", model.WriteRegister, model.Scope(countyC), missing, "", onReconciliation(func(w *world, a model.Actor, r model.Reconciliation) error {
		return only(w.Reconciliations.Row(w.ctx, a, r.ID, 1))
	})},
	{"Reconciliations.Failure", "", model.Scope(countyC), anyone, "", onReconciliation(func(w *world, _ model.Actor, r model.Reconciliation) error {
		return only(w.Reconciliations.Failure(w.ctx, r))
	})},
	{"Reconciliations.Fetch", "", model.Scope(countyC), anyone, "", call(func(w *world, _ model.Actor) error { return w.Reconciliations.Fetch(w.ctx) })},
	{
		"Reconciliations.Take", model.WriteRegister, model.Scope(countyC), "invalid_fields region_code:unknown_reference", "reconciliation.create",
		call(func(w *world, a model.Actor) error {
			l := service.Listing{Kind: model.SubjectAccount, RegionCode: countyC}
			return only(w.Reconciliations.Take(w.ctx, a, l, strings.NewReader(listing)))
		}),
	},
	{
		"Reconciliations.Pull", model.WriteRegister, model.Scope(countyC), "invalid_fields region_code:unknown_reference", "reconciliation.create",
		func(w *world) func(model.Actor) error {
			above := w.above(nil)
			return func(a model.Actor) error {
				return only(above.Reconciliations.Pull(w.ctx, a, service.Listing{Kind: model.SubjectAccount, RegionCode: countyC}))
			}
		},
	},
	{
		"Reconciliations.Compare", model.WriteRegister, model.Scope(countyC), missing, "reconciliation.compare",
		func(w *world) func(model.Actor) error {
			o := w.organization(countyC)
			r := w.reconciled(model.SubjectAccount, listing)
			w.account(o)
			return func(a model.Actor) error { return only(w.Reconciliations.Compare(w.ctx, a, r.ID, r.Version)) }
		},
	},
	{
		"Reconciliations.Settle", model.WriteRegister, model.Scope(countyC), missing, "reconciliation_row.keep-ours reconciliation.settle",
		onReconciliation(func(w *world, a model.Actor, r model.Reconciliation) error {
			return only(w.Reconciliations.Settle(w.ctx, a, r.ID, 1, 1, keepOurs))
		}),
	},
	{
		"Reconciliations.SettleMany", model.WriteRegister, model.Scope(countyC), missing,
		"reconciliation_row.keep-ours account.reconcile reconciliation_row.take-theirs reconciliation.settle",
		onReconciliation(func(w *world, a model.Actor, r model.Reconciliation) error {
			return only(w.Reconciliations.SettleMany(w.ctx, a, r.ID, []model.SettleItem{
				{Number: 1, Version: 1, SettleEdit: keepOurs}, {Number: 2, Version: 1, SettleEdit: model.SettleEdit{Action: model.TakeTheirs}},
			}, false))
		}),
	},
}
