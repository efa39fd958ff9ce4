package fault

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
	"xuncha/test/sso"
)

// operation is a change, with what it writes: "INSERT sites" and so on, beside the audit entry and the event. A noun in
// braces stands for the id of its newest thing.
type operation struct {
	method, path string
	body         any
	writes       string
}

const (
	accountsFile = "平台,账号名称,主办单位,行政区划代码\n微信,甲县号,丙局,422801\n"
	evidenceFile = "%PDF-1.7 evidence"
	// The address of the second row has a space, the third has the code of the first.
	sitesFile = "网站标识码,网站名称,首页地址\n4228000001,甲,http://a.gov.cn/\n4228000002,乙,http://b.gov.c n\n4228000001,丙,http://c.gov.cn/\n"
)

// operations are in an order in which each is possible.
func operations() []operation {
	why := object{"reason": "原因"}
	site := object{"code": "4228010001", "name": "甲", "home_url": "http://a.gov.cn/", "organization_id": "{organizations}"}
	account := object{"platform": "weibo", "name": "甲", "organization_id": "{organizations}"}
	campaign := object{"title": "抽查", "year": 2022, "round": 3, "region_code": "422800", "monitoring_date": "2022-09-30"}
	of := func(indicator string) []object { return []object{{"indicator": indicator, "description": "无"}} }
	calendar := object{"source": "示例", "days": []object{{"day": "2022-01-01", "working": false, "name": "元旦"}}}
	const round = "/campaigns/422800-2022-3"
	added := []object{{"platform": "weibo", "account_name": "乙"}}
	left := []object{{"platform": "weibo", "account_name": "乙", "reason": "原因"}}
	return []operation{
		{"POST", "/regions", object{"code": "422829", "name": "新县"}, "INSERT regions"},
		{"PATCH", "/regions/422829", object{"name": "新县二"}, "UPDATE regions"},
		{"DELETE", "/regions/422829", nil, "DELETE regions"},
		{"POST", "/organizations", object{"name": "甲局", "region_code": "422801"}, "INSERT organizations,INSERT organization_versions"},
		{"PATCH", "/organizations/{organizations}", object{"short_name": "甲"}, "UPDATE organizations,INSERT organization_versions,UPDATE organization_versions"},
		{"POST", "/organizations/{organizations}/dissolve", why, "UPDATE organizations,INSERT organization_versions,UPDATE organization_versions"},
		{"POST", "/organizations/{organizations}/reopen", why, "UPDATE organizations,INSERT organization_versions,UPDATE organization_versions"},
		{"POST", "/organizations/{organizations}/contacts", object{"name": "示例联系人", "mobile": "13800000000"}, "INSERT contacts"},
		{"PATCH", "/contacts/{contacts}", object{"title": "主任"}, "UPDATE contacts"},
		{"DELETE", "/contacts/{contacts}", nil, "DELETE contacts"},
		{"POST", "/sites", site, "INSERT sites,INSERT site_versions,INSERT filings"},
		{"PATCH", "/sites/{sites}", object{"name": "乙"}, "UPDATE sites,INSERT site_versions,UPDATE site_versions"},
		{"POST", "/sites/{sites}/suspend", why, "UPDATE sites,INSERT site_versions,UPDATE site_versions"},
		{"DELETE", "/sites/{sites}", nil, "DELETE sites,DELETE site_versions,DELETE filings"},
		{"POST", "/accounts", account, "INSERT accounts,INSERT account_versions,INSERT filings"},
		{"PATCH", "/accounts/{accounts}", object{"name": "乙"}, "UPDATE accounts,INSERT account_versions,UPDATE account_versions"},
		{"POST", "/accounts/{accounts}/replace-platform-id", object{"platform_account_id": "demo-1", "reason": "原因"}, "UPDATE accounts,INSERT account_versions,UPDATE account_versions"},
		{"POST", "/accounts/{accounts}/close", why, "UPDATE accounts,INSERT account_versions,UPDATE account_versions,INSERT filings"},
		{"POST", "/accounts/{accounts}/reopen", why, "UPDATE accounts,INSERT account_versions,UPDATE account_versions,INSERT filings"},
		{"POST", "/filings/{filings}/done", object{"number": "DEMO-1"}, "UPDATE filings"},
		{"POST", "/imports?kind=accounts", accountsFile, "INSERT imports,INSERT import_rows,INSERT import_pieces,INSERT accounts,INSERT account_versions,INSERT organizations,INSERT organization_versions"},
		{"POST", "/imports?kind=sites", sitesFile, "INSERT imports,INSERT import_rows,INSERT import_pieces,INSERT sites,INSERT site_versions,INSERT organizations,INSERT organization_versions"},
		{"PATCH", "/imports/{imports}/rows/2", object{"accept_suggestions": true}, "UPDATE imports,UPDATE import_rows"},
		{"POST", "/imports/{imports}/apply", nil, "UPDATE imports,UPDATE import_rows,INSERT sites,INSERT site_versions,INSERT organizations,INSERT organization_versions"},
		{"POST", "/imports/{imports}/rows/3/dismiss", why, "UPDATE imports,UPDATE import_rows"},
		{"POST", "/organizations/{organizations}/rename", object{"name": "丁局", "reason": "原因"}, "UPDATE organizations,INSERT organization_versions,UPDATE organization_versions,INSERT filings"},
		{
			"POST", "/organizations/{organizations}/merge",
			object{"into": "{oldest}", "reason": "原因"},
			"UPDATE organizations,INSERT organization_versions,UPDATE organization_versions,UPDATE sites,INSERT site_versions,UPDATE site_versions,UPDATE filings",
		},
		{"POST", "/campaigns", campaign, "INSERT campaigns"},
		{"PATCH", round, object{"title": "检查"}, "UPDATE campaigns"},
		{"PUT", round + "/sampling", object{"coverage": "full", "exclude": left}, "INSERT sampling_plans,INSERT sampling_items,UPDATE campaigns"},
		{"POST", round + "/open", nil, "UPDATE campaigns,INSERT inspections,INSERT campaign_tallies,INSERT campaign_regions,INSERT passed_overs"},
		{"PUT", "/inspections/{first}/draft", object{"findings": of("S1")}, "INSERT drafts"},
		{"DELETE", "/inspections/{first}/draft", nil, "DELETE drafts"},
		{"PUT", "/inspections/{inspections}/draft", object{"findings": of("M1")}, "INSERT drafts"},
		{
			"PUT", "/inspections/{inspections}/submission",
			object{"findings": of("M1")},
			"UPDATE inspections,INSERT campaign_tallies,INSERT submissions,INSERT findings,DELETE drafts,INSERT rectifications,INSERT finding_counters",
		},
		{"POST", "/attachments?inspection={inspections}&captured_at=2022-10-08T09:00:00Z", evidenceFile, "INSERT attachments"},
		{"PATCH", "/attachments/{attachments}", object{"caption": "首页"}, "UPDATE attachments"},
		{"DELETE", "/attachments/{attachments}", nil, "DELETE attachments,UPDATE blobs"},
		{"POST", "/inspections/{inspections}/recheck", object{"findings": of("M1")}, "INSERT rechecks"},
		{"POST", round + "/findings/due", object{"due_on": "2022-10-28"}, "UPDATE rectifications,INSERT rectification_steps"},
		{"PATCH", "/findings/{rectifications}", object{"due_on": "2022-10-27"}, "UPDATE rectifications,INSERT rectification_steps"},
		{"POST", "/findings/{rectifications}/extend", object{"due_on": "2022-10-28", "reason": "原因"}, "UPDATE rectifications,INSERT rectification_steps"},
		{"POST", "/findings/{rectifications}/submit", object{"done": "已整改"}, "UPDATE rectifications,INSERT rectification_steps"},
		{"POST", "/findings/{rectifications}/measures", object{"kind": "talk", "taken_on": "2022-10-20"}, "INSERT measures"},
		{"POST", "/measures/{measures}/revoke", why, "UPDATE measures"},
		{
			"PUT", "/inspections/{inspections}/submission",
			object{"findings": of("M2")},
			"UPDATE inspections,INSERT submissions,INSERT findings,INSERT rectifications,UPDATE rectifications,INSERT rectification_steps,UPDATE finding_counters",
		},
		{"POST", "/findings/{rectifications}/exempt", object{"until": "2199-12-31", "reason": "原因"}, "UPDATE rectifications,INSERT rectification_steps"},
		{"PUT", "/calendars/2022", calendar, "INSERT work_calendars"},
		{"PUT", "/calendars/2022", object{"source": "又", "days": calendar["days"]}, "UPDATE work_calendars"},
		{"POST", "/inspections/{first}/waive", why, "UPDATE inspections,INSERT campaign_tallies,INSERT reviews"},
		{"POST", "/inspections/{inspections}/return", why, "UPDATE inspections,INSERT campaign_tallies,INSERT reviews"},
		{
			"POST", round + "/submissions",
			object{"items": []object{{"site_code": "4228000002", "findings": of("S1")}}},
			"UPDATE inspections,INSERT campaign_tallies,INSERT submissions,INSERT findings,INSERT rectifications,UPDATE finding_counters",
		},
		{"POST", "/campaigns", object{"title": "又", "year": 2022, "round": 4, "region_code": "422800", "monitoring_date": "2022-12-31"}, "INSERT campaigns"},
		{"POST", round + "/targets", object{"items": added, "reason": "原因"}, "UPDATE campaigns,INSERT inspections,INSERT campaign_tallies,UPDATE passed_overs"},
		{"PUT", "/campaigns/422800-2022-4/sampling", object{"coverage": "full", "exclude": left}, "INSERT sampling_plans,INSERT sampling_items,UPDATE campaigns"},
		{"DELETE", "/campaigns/422800-2022-4", nil, "DELETE campaigns,DELETE sampling_plans,DELETE sampling_items"},
		{"POST", "/catalogues", smallCatalogue(), "INSERT catalogues,INSERT indicators"},
		{"POST", "/catalogues/{catalogues}/withdraw", object{"reason": "有新版", "on": "2020-12-31"}, "UPDATE catalogues"},
		{"DELETE", "/catalogues/{catalogues}", nil, "DELETE catalogues,DELETE indicators"},
		{"POST", "/tokens", object{"name": "甲", "role": "viewer", "region_code": "4228"}, "INSERT tokens"},
		{"PATCH", "/tokens/{tokens}", object{"name": "乙"}, "UPDATE tokens"},
		{"POST", "/tokens/{tokens}/rotate", object{}, "UPDATE tokens"},
		{"POST", "/tokens/{tokens}/revoke", why, "UPDATE tokens"},
		{"POST", "/webhooks", object{"url": "https://hooks.example.gov.cn/", "description": "门户", "region_code": "42", "kinds": []string{"calendar"}}, "INSERT webhooks"},
		{"POST", "/webhooks/{webhooks}/pause", why, "UPDATE webhooks"},
		{"PATCH", "/webhooks/{webhooks}", object{"description": "新门户"}, "UPDATE webhooks"},
		{"POST", "/webhooks/{webhooks}/secret", nil, "UPDATE webhooks"},
		{"POST", "/webhooks/{webhooks}/replay", object{"after": "now"}, "UPDATE webhooks"},
		{"POST", "/webhooks/{webhooks}/test", nil, "INSERT webhook_deliveries"},
		{"DELETE", "/webhooks/{webhooks}", nil, "DELETE webhooks,DELETE webhook_deliveries"},
	}
}

// private are the paths of what other systems hear nothing of.
var private = regexp.MustCompile(`(^|/)(contacts|tokens|users|security-settings|draft|self-checks|import-mappings|webhooks)(/|$)`)

// A change of which any part fails leaves nothing behind. Without the fault it is made, which shows that it was the fault
// that stopped it.
func TestAllOrNothing(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		provider := sso.Start(t)
		env := provider.Settings(harness.Settings(address))
		env["XUNCHA_OIDC_ROLE_CLAIM"], env["XUNCHA_OIDC_ROLES"] = "groups", "readers=viewer,checkers=inspector"
		env["XUNCHA_OIDC_REGION_CLAIM"], env["XUNCHA_OIDC_REGIONS"] = "area", "恩施市=422801"
		server := harness.ServeWith(t, env, "serve", "--migrate", "--drain=0s").MayFail()
		c := server.Admin(t)
		b := &breaker{t: t, Database: harness.Open(t, address), touched: map[string]bool{}}
		for i, op := range operations() {
			b.carryOut(c, op, fmt.Sprint("operation-", i))
		}
		b.selfChecks(c)
		b.bulletins(c)
		b.above(c)
		b.accounts(c, harness.NewClient(t, server.URL))
		b.assignments(c)
		b.singleSignOns(harness.NewClient(t, server.URL), provider)
		b.mappings(c)
		b.largeFile(c)
		for _, table := range b.Tables() {
			// The chain is moved, the feed is numbered, reminders are sent and lists are fetched beside the requests.
			beside := []string{"reminders", "pulls", "audit_chains", "feeds", "schema_versions"}
			if !b.touched[table] && !slices.Contains(beside, table) {
				t.Errorf("no operation of this test writes %s", table)
			}
		}
	})
}

// assignments tries who inspects what, for the user that there is by now.
func (b *breaker) assignments(c harness.Client) {
	b.t.Helper()
	for i, op := range []operation{
		{"POST", "/inspections/{first}/assign", object{"user_id": "{users}"}, "UPDATE inspections"},
		{"POST", "/inspections/{first}/unassign", nil, "UPDATE inspections"},
		{
			"POST", "/campaigns/422800-2022-3/assignments",
			object{"by": "list", "items": []object{{"inspection_id": "{first}", "user_id": "{users}"}}},
			"UPDATE inspections",
		},
	} {
		b.carryOut(c, op, fmt.Sprint("assignment-", i))
	}
}

// breaker carries changes out while the database refuses one of their writes.
type breaker struct {
	harness.Database

	t       *testing.T
	touched map[string]bool
}

// carryOut tries a change of things under an Idempotency-Key, where it takes one.
func (b *breaker) carryOut(c harness.Client, op operation, key string) {
	b.t.Helper()
	headers := []string{}
	op.path = withIDs(b.Database, op.path)
	var body any
	switch content := op.body.(type) {
	case string:
		body, headers = content, []string{"Content-Type", "text/csv"}
	case object:
		encoded, err := json.Marshal(content)
		if err != nil {
			b.t.Fatal(err)
		}
		body = withIDs(b.Database, string(encoded))
	}
	switch many := strings.HasSuffix(op.path, "/submissions") || strings.HasSuffix(op.path, "/assignments") ||
		strings.HasSuffix(op.path, "/self-checks"); {
	case strings.HasSuffix(op.path, "/draft"):
		headers = append(headers, "If-Match", map[string]string{http.MethodPut: `"0"`, http.MethodDelete: `"1"`}[op.method])
	case strings.HasPrefix(op.path, "/measures/"): // which are read with their finding
		headers = append(headers, "If-Match", `"1"`)
	case strings.HasPrefix(op.path, "/passages/"): // which are read as a list
		headers = append(headers, "If-Match", fmt.Sprintf(`"%d"`, b.Number("SELECT version FROM passages ORDER BY id DESC LIMIT 1")))
	case op.method == http.MethodPatch || strings.Count(op.path, "/") > 1 && !many:
		headers = append(headers, "If-Match", tag(c, thing(op.path)))
	}
	op.writes += ",INSERT audit_entries"
	if !private.MatchString(op.path) {
		op.writes += ",INSERT events"
	}
	if op.method == http.MethodPost {
		op.writes += ",INSERT repeats,UPDATE repeats"
		headers = append(headers, "Idempotency-Key", key)
	}
	if strings.HasPrefix(op.path, "/attachments?") { // its content is stored before, and swept where nothing comes of it
		op.writes = "INSERT blobs," + strings.ReplaceAll(op.writes, ",", " leaves blobs,") + " leaves blobs"
		headers = append(headers, "Content-Type", "application/octet-stream")
	}
	b.try(op.method+" "+op.path, op.writes, true, func() send {
		return func() (harness.Answer, error) { return c.Send(op.method, op.path, body, headers...) }
	})
}

// send is a change that is ready to be carried out.
type send func() (harness.Answer, error)

// try carries a change out without each of its writes, where it must answer 500 and leave nothing behind, and then with
// all of them. A write that is followed by "leaves" and a table is one whose failure that table shows, which is meant. It is
// steady when to prepare it changes nothing: what was there after one write is what is there before the next.
func (b *breaker) try(name, writes string, steady bool, prepare func() send) harness.Answer {
	b.t.Helper()
	known := map[string]string{} // what was there last, by the table that was left out
	for write := range strings.SplitSeq(writes, ",") {
		words := strings.Fields(write)
		event, table := words[0], words[1]
		b.touched[table] = true
		change := prepare()
		leaves, left, others := "", "", b.Tables()
		if len(words) > 2 {
			leaves = words[3]
			left = b.Checksum(leaves)
			others = slices.DeleteFunc(others, func(t string) bool { return t == leaves })
		}
		if known[leaves] == "" || !steady {
			known[leaves] = b.Checksum(others...)
		}
		breakTable(b.Database, event, table)
		answer, err := change()
		b.Run("DROP TRIGGER broken")
		if err != nil || answer.Status != http.StatusInternalServerError {
			b.t.Errorf("%s without %s answers %d, %v: %s", name, write, answer.Status, err, answer.Body)
		}
		if b.Checksum(others...) != known[leaves] {
			b.t.Errorf("%s without %s left something behind", name, write)
			clear(known)
		}
		if leaves != "" && b.Checksum(leaves) == left {
			b.t.Errorf("%s without %s left nothing in %s: the exception is not needed", name, write, leaves)
		}
		if leaves != "" {
			delete(known, "")
		}
		if leaves == "login_counters" {
			b.Run("DELETE FROM login_counters") // so that the charges of the test do not add up
		}
	}
	change := prepare()
	if known[""] == "" || !steady {
		known[""] = b.Checksum()
	}
	answer, err := change()
	if err != nil || answer.Status >= 300 || b.Checksum() == known[""] {
		b.t.Fatalf("%s answers %d, %v: %s", name, answer.Status, err, answer.Body)
	}
	return answer
}

// withIDs puts ids in the places of nouns. What failed before may have used some up, so they are not known beforehand.
func withIDs(database harness.Database, text string) string {
	for _, noun := range []string{
		"organizations", "contacts", "sites", "accounts", "imports", "inspections", "tokens", "users", "attachments", "rectifications", "measures", "filings",
		"self_checks", "catalogues", "bulletin_templates", "passages", "import_mappings", "reports", "reconciliations", "webhooks",
	} {
		if strings.Contains(text, "{"+noun+"}") {
			id := fmt.Sprint(database.Number("SELECT MAX(id) FROM " + noun))
			text = strings.NewReplacer(`"{`+noun+`}"`, id, "{"+noun+"}", id).Replace(text)
		}
	}
	if strings.Contains(text, "{oldest}") {
		text = strings.ReplaceAll(text, `"{oldest}"`, fmt.Sprint(database.Number("SELECT MIN(id) FROM organizations")))
	}
	if strings.Contains(text, "{first}") {
		id := fmt.Sprint(database.Number("SELECT MIN(id) FROM inspections"))
		text = strings.NewReplacer(`"{first}"`, id, "{first}", id).Replace(text)
	}
	return text
}

// thing is the path of what an operation changes: the row of an import, the bulletin of a campaign, or whatever stands before
// the verb.
func thing(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) > 3 && parts[3] == "bulletin" {
		return strings.Join(parts[:4], "/")
	}
	if len(parts) > 4 && parts[3] == "rows" {
		return strings.Join(parts[:5], "/")
	}
	return strings.Join(parts[:min(len(parts), 3)], "/")
}

// breakTable makes the database refuse one kind of write to a table.
func breakTable(database harness.Database, event, table string) {
	body := "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken by the test'"
	if database.SQLite() {
		body = "BEGIN SELECT RAISE(ABORT, 'broken by the test'); END"
	}
	database.Run(fmt.Sprintf("CREATE TRIGGER broken BEFORE %s ON %s FOR EACH ROW %s", event, table, body))
}

// breakAt makes the database refuse the row of an id.
func breakAt(database harness.Database, table string, id int) {
	statement := fmt.Sprintf("CREATE TRIGGER broken BEFORE INSERT ON %s FOR EACH ROW", table)
	if database.SQLite() {
		database.Run(fmt.Sprintf("%s WHEN NEW.id = %d BEGIN SELECT RAISE(ABORT, 'broken by the test'); END", statement, id))
		return
	}
	database.Run(fmt.Sprintf("%s IF NEW.id = %d THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken by the test'; END IF", statement, id))
}

// A key whose making fails half way is not there.
func TestTokenAllOrNothing(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		database := harness.Open(t, prepared(t, address))
		create := []string{"token", "create", "--role=viewer", "--region=42", "--name=x"}
		before := database.Checksum()
		for _, table := range []string{"tokens", "audit_entries"} {
			breakTable(database, "INSERT", table)
			if code, stdout, _ := harness.Run(t, harness.Settings(address), create...); code != 1 || strings.Contains(stdout, "xc_") {
				t.Errorf("without %s it ended with %d: %s", table, code, stdout)
			}
			database.Run("DROP TRIGGER broken")
			if database.Checksum() != before {
				t.Errorf("without %s it left something behind", table)
			}
		}
		if code, stdout, _ := harness.Run(t, harness.Settings(address), create...); code != 0 || database.Checksum() == before {
			t.Errorf("it ended with %d: %s", code, stdout)
		}
	})
}
