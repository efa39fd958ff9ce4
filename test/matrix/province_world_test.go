package matrix

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/province"
)

// above is a system above that nobody asks: nothing of this world is sent, and receipts come as files.
func above() service.ProvinceSettings {
	base := &url.URL{Scheme: "https", Host: "province.invalid"}
	return service.ProvinceSettings{Way: province.NewClient(base, province.Signer{}, http.DefaultClient, clock)}
}

// addAbove gives a county reports to the system above, of which one has its receipts, and comparisons with its list.
func (w *world) addAbove(owner string) {
	region := regionOf[owner]
	maker := model.Actor{TokenID: 1, Name: named("报送员", owner, 0), Role: model.RoleAdmin, Scope: region.Area()}
	other := maker
	other.TokenID = 2
	for _, kind := range []model.ReportKind{model.ReportAccounts, model.ReportFilings} {
		r := must[model.Report](w)(w.Reports.Create(w.ctx, maker, model.NewReportEdit{Kind: kind, RegionCode: region}))
		w.addID(aReport, owner, r.ID)
		if kind == model.ReportFilings {
			continue
		}
		r = must[model.Report](w)(w.Reports.Confirm(w.ctx, other, r.ID, r.Version))
		r = must[model.Report](w)(w.Reports.Send(w.ctx, maker, r.ID, r.Version))
		rows := must[model.List[model.ReportRow]](w)(w.Reports.Rows(w.ctx, maker, r.ID, model.ReportRowFilter{State: model.RowOfReportReady}, model.ListRequest{ByKey: true, Limit: 1}))
		file := fmt.Sprintf("行标识,结果,回执号,说明\n%s,退回,%s,%s\n", rows.Items[0].Key(r.ReportKey), canary(owner), named("退回", owner, 0))
		must[[]service.ReceiptOutcome](w)(w.Reports.AddReceipts(w.ctx, maker, r.ID, strings.NewReader(file), false))
	}
	// Rounds of this world are open, and only of those that are over results are reported.
	results := model.Report{
		ReportKey: "results-" + owner, Kind: model.ReportResults, CampaignCode: w.first(aCampaign, owner).name, Scope: region.Area(),
		Way: model.WayHTTPS, State: model.ReportDraft, MadeBy: maker.Name, TakenAt: model.NewTime(clock()), Version: 1,
		CreatedAt: model.NewTime(clock()), UpdatedAt: model.NewTime(clock()),
	}
	w.must(w.store.Reports.Create(w.ctx, &results))
	w.addID(aReport, owner, results.ID)
	for _, kind := range model.SubjectKinds {
		n := w.next()
		file := fmt.Sprintf("平台,账号名称,账号ID,主办单位\n微信,%s,%s,%s\n", named("上级", owner, n), canary(owner), named("单位", owner, n))
		if kind == model.SubjectSite {
			file = fmt.Sprintf("网站标识码,网站名称,主办单位\n%s,%s,%s\n", w.siteCode(owner, n), named("上级", owner, n), named("单位", owner, n))
		}
		r := must[model.Reconciliation](w)(w.Reconciliations.Take(w.ctx, maker, service.Listing{
			Kind: kind, RegionCode: region, FileName: canary(owner) + ".csv",
		}, strings.NewReader(file)))
		w.addID(aReconciliation, owner, r.ID)
		must[model.ReconciliationRow](w)(w.Reconciliations.Settle(w.ctx, maker, r.ID, 2, 1, model.SettleEdit{
			Action: model.KeepOurs, Reason: named("保留", owner, n),
		}))
	}
}

// addCreditCodes lets what the world has be reported: its organizations lack nothing.
func (w *world) addCreditCodes() {
	for _, o := range w.of(anOrg) {
		row := must[model.Organization](w)(w.Organizations.Get(w.ctx, operator, number(o.name)))
		if row.State != model.OrganizationActive {
			continue
		}
		must[model.Organization](w)(w.Organizations.Update(w.ctx, operator, row.ID, row.Version, func(e model.OrganizationEdit) (model.OrganizationEdit, error) {
			e.CreditCode = "91350100M000100Y43" // the example of GB 32100-2015
			return e, nil
		}))
	}
}
