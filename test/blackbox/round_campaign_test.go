package blackbox

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// loadRegister puts the 44 sites and 215 accounts of the round into the register.
func loadRegister(t *testing.T, c harness.Client) {
	t.Helper()
	job := harness.Decode[importJob](t, upload(c, "kind=sites", seed(t, sitesFile)))
	correctRows(t, c, job.ID)
	upload(c, "kind=accounts", seed(t, accountsFile))
}

// openRound creates and opens the campaign of the round.
func openRound(t *testing.T, c harness.Client) {
	t.Helper()
	campaign := object{
		"title": "恩施州2022年第三次政府网站和政务新媒体抽查", "year": 2022, "round": 3, "region_code": "422800",
		"monitoring_date": "2022-09-30",
	}
	created := harness.Decode[thing](t, c.Do(http.StatusCreated, http.MethodPost, "/campaigns", campaign))
	if created.Code != round || created.State != "draft" {
		t.Fatalf("the campaign: %+v", created)
	}
	if opened := move(t, c, "open"); opened.State != "open" {
		t.Fatalf("the campaign: %+v", opened)
	}
}

// move carries out a verb on the campaign of the round.
func move(t *testing.T, c harness.Client, verb string) thing {
	t.Helper()
	path := "/campaigns/" + round
	return harness.Decode[thing](t, c.Do(http.StatusOK, http.MethodPost, path+"/"+verb, nil, "If-Match", tag(t, c, path)))
}

// The campaign of the round of 2022, from its opening to the tables of the bulletin.
func TestCampaignOfTheRound(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		loadRegister(t, c)
		openRound(t, c)
		for kind, want := range map[string]int{"site": 44, "account": 215} {
			if got := total(c, "/inspections?campaign="+round+"&kind="+kind); got != want {
				t.Errorf("%d targets of the kind %s instead of %d", got, kind, want)
			}
		}
		frozen := printed(c)
		disturbRegister(t, c)
		if diff := cmp.Diff(frozen, printed(c)); diff != "" {
			t.Errorf("changes of the register changed the campaign:\n%s", diff)
		}
		sites, accounts := resultsByName(t)
		submitMost(t, c, sites, accounts)
		closeNamesThePending(t, c, sites)
		move(t, c, "close")
		refusesResults(t, c, sites[:1])
		checkTable(t, c)
		checkAnnex1(t, c)
		if published := move(t, c, "publish"); published.State != "published" {
			t.Errorf("the campaign: %+v", published)
		}
		checkTable(t, c)
	})
}

// printed is everything that a campaign prints.
func printed(c harness.Client) map[string]string {
	all := map[string]string{"inspections": export(c, "/inspections?campaign="+round)}
	for _, path := range []string{"annexes/1", "annexes/2", "pass-rates?kind=site", "pass-rates?kind=account&group_by=organization"} {
		all[path] = export(c, "/campaigns/"+round+"/"+path)
	}
	return all
}

// disturbRegister renames, moves and closes what the campaign has drawn.
func disturbRegister(t *testing.T, c harness.Client) {
	t.Helper()
	change := func(method, path, verb string, body object) {
		c.Do(http.StatusOK, method, path+verb, body, "If-Match", tag(t, c, path))
	}
	find := func(path string) thing { return harness.Get[list[thing]](c, path).Items[0] }
	site := find("/sites?q=4228010052")
	change(http.MethodPatch, fmt.Sprint("/sites/", site.ID), "", object{"name": "恩施市新名", "home_url": "https://new.gov.cn/", "is_portal": false})
	change(http.MethodPost, fmt.Sprint("/sites/", find("/sites?q=4228020002").ID), "/close", object{"reason": "并入"})
	renamed := find("/accounts?region=422801&sort=name")
	change(http.MethodPatch, fmt.Sprint("/accounts/", renamed.ID), "", object{"name": "改名的账号", "platform": "weibo"})
	change(http.MethodPost, fmt.Sprint("/accounts/", find("/accounts?region=422802").ID), "/suspend", object{"reason": "整改"})
	change(http.MethodPatch, fmt.Sprint("/organizations/", renamed.OrganizationID), "", object{"name": "改名的单位"})
	change(http.MethodPatch, "/regions/422801", "", object{"name": "新恩施市", "short_name": "新市"})
}

// resultsByName are clean results for every target, as a script calls them: by site code, or by platform and name.
func resultsByName(t *testing.T) (sites, accounts []object) {
	t.Helper()
	for _, row := range expectedSites(t) {
		sites = append(sites, object{"site_code": row[1], "findings": []object{}})
	}
	for _, row := range cells(t, seed(t, accountsFile))[1:] {
		accounts = append(accounts, object{"platform": platforms[row[4]], "account_name": row[5], "findings": []object{}})
	}
	return sites, accounts
}

// submitMost submits everything but the last two sites, in bulk.
func submitMost(t *testing.T, c harness.Client, sites, accounts []object) {
	t.Helper()
	for _, items := range [][]object{sites[:len(sites)-2], accounts} {
		answer := c.Do(http.StatusOK, http.MethodPost, "/campaigns/"+round+"/submissions", object{"items": items})
		result := harness.Decode[struct {
			Items []struct {
				InspectionID uint64  `json:"inspection_id"`
				Verdict      *string `json:"verdict"`
				Problem      any     `json:"problem"`
			} `json:"items"`
			Accepted int `json:"accepted"`
		}](t, answer)
		if result.Accepted != len(items) || len(result.Items) != len(items) {
			t.Fatalf("%d of %d results were taken", result.Accepted, len(items))
		}
		for i, item := range result.Items {
			if item.InspectionID == 0 || item.Verdict == nil || *item.Verdict != "pass" || item.Problem != nil {
				t.Errorf("item %d: %+v", i, item)
			}
		}
	}
}

// closeNamesThePending tries to close, submits the two results that are missing one by one, and finds no other pending.
func closeNamesThePending(t *testing.T, c harness.Client, sites []object) {
	t.Helper()
	path := "/campaigns/" + round
	refusal := c.Do(http.StatusConflict, http.MethodPost, path+"/close", nil, "If-Match", tag(t, c, path))
	problem := harness.Decode[harness.Problem](t, refusal)
	if problem.Code != "targets_pending" || len(problem.Errors) != 2 {
		t.Fatalf("the refusal to close: %s", refusal.Body)
	}
	pending := harness.Get[list[inspection]](c, "/inspections?status=pending&campaign="+round).Items
	for i, site := range sites[len(sites)-2:] {
		at := slices.IndexFunc(pending, func(p inspection) bool { return p.Target.Code == site["site_code"] })
		if at < 0 {
			t.Fatalf("%v is not pending", site)
		}
		single := fmt.Sprint("/inspections/", pending[at].ID)
		if !strings.HasSuffix(single, problem.Errors[i].Field) || !strings.Contains(problem.Errors[i].Detail, pending[at].Target.Name) {
			t.Errorf("the refusal to close does not name %s: %+v", single, problem.Errors)
		}
		c.Do(http.StatusOK, http.MethodPut, single+"/submission", object{"findings": []object{}}, "If-Match", tag(t, c, single))
	}
}

func refusesResults(t *testing.T, c harness.Client, items []object) {
	t.Helper()
	answers := []harness.Answer{
		c.Do(http.StatusConflict, http.MethodPost, "/campaigns/"+round+"/submissions", object{"items": items}),
	}
	some := harness.Get[list[inspection]](c, "/inspections?size=1&campaign="+round).Items[0]
	path := fmt.Sprint("/inspections/", some.ID)
	answers = append(answers, c.Do(http.StatusConflict, http.MethodPut, path+"/submission", object{"findings": []object{}},
		"If-Match", tag(t, c, path)))
	for _, answer := range answers {
		if code := harness.Decode[harness.Problem](t, answer).Code; code != "campaign_not_open" {
			t.Errorf("a result after the end is refused with %s", code)
		}
	}
}

// checkTable compares the county table in every form with the one that was issued.
func checkTable(t *testing.T, c harness.Client) {
	t.Helper()
	issued := cells(t, seed(t, tableFile))
	codes := []string{"422801", "422802", "422822", "422823", "422825", "422826", "422827", "422828", "422800"}
	counted := func(head string, row []string) string {
		return head + `"label":"` + row[1] + `","targets":` + row[2] + `,"inspected":` + row[2] + `,"passed":` + row[3] +
			`,"failed":` + row[4] + `,"pending":0,"waived":0,"rate":1,"rate_text":"` + row[5] +
			`","registered":` + row[2] + `,"coverage_text":"100%"}`
	}
	var items []string
	for i, code := range codes {
		items = append(items, counted(`{"key":"`+code+`",`, issued[i+1]))
	}
	last := slices.Clone(issued[len(issued)-1])
	last[1] = last[0]
	want := `{"campaign":"` + round + `","kind":"account","group_by":"region","items":[` + strings.Join(items, ",") +
		`],"total":` + counted(`{`, last) + `,"counted_until":"`
	path := "/campaigns/" + round + "/pass-rates?kind=account&group_by=region"
	got := string(c.Do(http.StatusOK, http.MethodGet, path, nil).Body)
	if until, ok := strings.CutPrefix(got, want); !ok || !strings.HasSuffix(until, "Z\"}\n") || strings.Count(until, `"`) != 1 {
		t.Errorf("the county table:\n%s\nwant\n%s", got, want)
	}
	for _, path := range []string{path, "/campaigns/" + round + "/annexes/2?"} {
		if diff := cmp.Diff(issued, cells(t, c.Do(http.StatusOK, http.MethodGet, path+"&format=csv", nil).Body)); diff != "" {
			t.Errorf("%s as CSV (-want +got):\n%s", path, diff)
		}
		if diff := cmp.Diff(issued, workbook(t, c.Do(http.StatusOK, http.MethodGet, path+"&format=xlsx", nil).Body)); diff != "" {
			t.Errorf("%s as xlsx (-want +got):\n%s", path, diff)
		}
	}
}

// workbook reads the one sheet of a file of Excel.
func workbook(t *testing.T, file []byte) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil || book.SheetCount != 1 {
		t.Fatalf("%d sheets, %v", book.SheetCount, err)
	}
	return rows
}

// expectedSites are the rows of the list with its two corrections, sorted by code and numbered anew.
func expectedSites(t *testing.T) [][]string {
	t.Helper()
	rows := cells(t, seed(t, sitesFile))[1:]
	rows[22][1], rows[35][3] = "4228000033", "http://tyjrswj.enshi.gov.cn"
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[1], b[1]) })
	for i := range rows {
		rows[i][0] = strconv.Itoa(i + 1)
	}
	return rows
}

// checkAnnex1 compares the list of sites with the one that was issued.
func checkAnnex1(t *testing.T, c harness.Client) {
	t.Helper()
	want := append([][]string{cells(t, seed(t, sitesFile))[0]}, expectedSites(t)...)
	path := "/campaigns/" + round + "/annexes/1?format="
	if diff := cmp.Diff(want, cells(t, c.Do(http.StatusOK, http.MethodGet, path+"csv", nil).Body)); diff != "" {
		t.Errorf("annex 1 as CSV (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, workbook(t, c.Do(http.StatusOK, http.MethodGet, path+"xlsx", nil).Body)); diff != "" {
		t.Errorf("annex 1 as xlsx (-want +got):\n%s", diff)
	}
}
