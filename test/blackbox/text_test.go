package blackbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// texts are what people and programs put into fields, by accident and on purpose.
var texts = []string{
	"", " ", "trailing ", "trailing\t", "trailing\u3000", "\u00a0", "a\u0000b", "\ufeffmark", "zero\u200bwidth", "left\u200eright",
	"\u202eoverride", "\u2066isolate\u2069", "line\u2028separator", "replaced\ufffd", "last\U0010ffff", "noncharacter\ufdd0",
	"caf\u00e9", "cafe\u0301", "\u1100\u1161\u11a8", "𠮷野家", "𡈽", "𬭚", "👩\u200d👩\u200d👧", "＝1+1", "＠x", "Ⅰ", "㈱", "﷽", "ﬁ", "ß", "SS", "İ", "ſ",
	strings.Repeat("𠮷", 200), strings.Repeat("a", 201), `"'` + "`" + `\`, `%_!`, `\u0041`, "${jndi:ldap://x}",
	"{{7*7}}", "<script>alert(1)</script>", "\u001b[31mred", "line\nbreak", "carriage\rreturn", "tab\tstop", "1e309", "-0",
	"9007199254740993", "9223372036854775808", "NaN", "null", "true", "=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0",
	"http://x.gov.cn/\r\nSet-Cookie: a=b", "javascript:alert(1)", "../../etc/passwd", "e\u0300\u0301\u0302", "\u0300", "a\u030a", "\u061cx",
}

// field is one text of one thing.
type field struct{ path, name string }

func textFields(t *testing.T, c harness.Client) []field {
	t.Helper()
	account, site, campaign, organization, region := five(oneOfEach(t, c))
	return []field{
		{organization, "name"},
		{organization, "short_name"},
		{organization, "credit_code"},
		{organization, "region_code"},
		{site, "code"},
		{site, "name"},
		{site, "home_url"},
		{site, "icp_number"},
		{site, "public_security_number"},
		{site, "opened_on"},
		{account, "platform"},
		{account, "name"},
		{account, "platform_account_id"},
		{account, "certified_subject"},
		{account, "national_filing_number"},
		{account, "provincial_filing_number"},
		{region, "name"},
		{region, "short_name"},
		{region, "direct_label"},
		{campaign, "title"},
		{campaign, "round_label"},
		{campaign, "issuer_level"},
		{campaign, "monitoring_date"},
	}
}

// A text comes back as it was sent, trimmed and composed, or is refused with its field.
func TestTexts(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		for _, f := range textFields(t, c) {
			version := tag(t, c, f.path)
			for _, text := range texts {
				if text == "" && (f.name == "opened_on" || f.name == "issuer_level") {
					continue // taken for none, which the document does not promise
				}
				answer, err := c.Send(http.MethodPatch, f.path, object{f.name: text}, "If-Match", version)
				if err != nil {
					t.Errorf("%s of %s: %.40q: %v", f.name, f.path, text, err)
					continue
				}
				if checkText(t, c, f, text, answer) {
					version = answer.Tag()
				}
			}
			long := object{f.name: strings.Repeat("a", 1_000_000)}
			if answer, err := c.Send(http.MethodPatch, f.path, long, "If-Match", version); err != nil || checkText(t, c, f, "long", answer) {
				t.Errorf("%s of %s takes a million characters: %v", f.name, f.path, err)
			}
		}
		exportsAreSafe(t, c)
	})
}

// defaults are fields that the service fills in when they are empty.
var defaults = map[string]bool{"short_name": true, "region_code": true, "round_label": true, "issuer_level": true, "code": true}

// checkText reports whether the text was taken. One that is refused leaves the version, or the next is stale.
func checkText(t *testing.T, c harness.Client, f field, text string, answer harness.Answer) bool {
	t.Helper()
	switch answer.Status {
	case http.StatusOK:
		stored := harness.Get[map[string]any](c, f.path)[f.name]
		want := norm.NFC.String(strings.TrimSpace(text))
		if stored != want && (want != "" || !defaults[f.name]) && (stored != nil || want != "") {
			t.Errorf("%s of %s: %.40q is stored as %.40q", f.name, f.path, text, stored)
		}
	case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusBadRequest:
		problem := harness.Decode[harness.Problem](t, answer)
		for _, e := range problem.Errors {
			if e.Field != f.name {
				t.Errorf("%s of %s: %.40q is refused for %s", f.name, f.path, text, e.Field)
			}
		}
		if len(problem.Errors) == 0 {
			t.Errorf("%s of %s: %.40q is refused without its field: %.300s", f.name, f.path, text, answer.Body)
		}
	default:
		t.Errorf("%s of %s: %.40q answers %d: %.300s", f.name, f.path, text, answer.Status, answer.Body)
	}
	return answer.Status == http.StatusOK
}

// exportsAreSafe opens the exports of what the texts have left behind: no cell begins a formula.
func exportsAreSafe(t *testing.T, c harness.Client) {
	t.Helper()
	for _, formula := range []string{"=1+1", "+1", "-1", "@x", "＝1+1", "=cmd|' /C calc'!A0"} {
		owner := harness.Get[list[thing]](c, "/organizations").Items[0].ID
		created := create(t, c, "/accounts", object{"platform": "app", "name": formula, "organization_id": owner, "certified_subject": formula})
		for _, line := range cells(t, []byte(export(c, "/accounts?platform=app"))) {
			for _, cell := range line {
				if strings.IndexAny(cell, "=+-@＝＋－＠\t\r") == 0 {
					t.Errorf("the export has the cell %q", cell)
				}
			}
		}
		c.Do(http.StatusNoContent, http.MethodDelete, created, nil, "If-Match", `"1"`)
	}
}

// Texts of verbs, results, searches and headers.
func TestTextsOfWork(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		account, site, campaign, _, _ := five(oneOfEach(t, c))
		do(t, c, http.StatusOK, campaign, "/open", nil)
		path := fmt.Sprint("/inspections/", harness.Get[list[inspection]](c, "/inspections?kind=site").Items[0].ID)
		rows := fmt.Sprint("/imports/", harness.Decode[importJob](t, upload(c, "kind=sites&dry_run=true", []byte(header+goodRow))).ID, "/rows/1")
		for _, text := range texts {
			checkReason(t, c, account, text)
			checkCorrection(t, c, rows, text)
			checkResult(t, c, path, text)
			checkSearch(t, c, text)
			item := object{"platform": "wechat", "account_name": text, "site_code": "", "findings": []object{}}
			answer, err := c.Send(http.MethodPost, campaign+"/submissions", object{"items": []object{item}})
			if err != nil || answer.Status != http.StatusUnprocessableEntity {
				t.Errorf("the account name %.40q answers %d: %v", text, answer.Status, err)
			}
		}
		if got := harness.Get[thing](c, site); got.Name != "新县教育局" {
			t.Errorf("the site became %+v", got)
		}
	})
}

func checkReason(t *testing.T, c harness.Client, account, text string) {
	t.Helper()
	answer, err := c.Send(http.MethodPost, account+"/close", object{"reason": text}, "If-Match", tag(t, c, account))
	if err != nil || answer.Status >= 500 {
		t.Errorf("the reason %.40q: %d, %v", text, answer.Status, err)
	}
	if answer.Status != http.StatusOK {
		return
	}
	if got := harness.Get[thing](c, account).CloseReason; got != norm.NFC.String(strings.TrimSpace(text)) {
		t.Errorf("the reason %.40q is stored as %.40q", text, got)
	}
	do(t, c, http.StatusOK, account, "/reopen", object{"reason": "继续"})
}

func checkResult(t *testing.T, c harness.Client, path, text string) {
	t.Helper()
	for _, body := range []object{
		{"findings": []object{}, "note": text},
		{"findings": []object{{"description": text}}},
		{"findings": []object{{"indicator": text, "description": "x"}}},
		{"findings": []object{{"description": "x", "location_url": text}}},
	} {
		answer, err := c.Send(http.MethodPut, path+"/submission", body, "If-Match", tag(t, c, path))
		if err != nil || answer.Status >= 500 {
			t.Errorf("the result with %.40q: %d, %v", text, answer.Status, err)
		}
		if answer.Status != http.StatusOK {
			continue
		}
		want, err := json.Marshal(norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))))
		if err != nil {
			t.Fatal(err)
		}
		if stored := c.Do(http.StatusOK, http.MethodGet, path, nil); !strings.Contains(string(stored.Body), string(want)) {
			t.Errorf("the result with %.40q is stored as %.300s", text, stored.Body)
		}
	}
}

// checkCorrection puts the text into a row of a file, where it is kept as it is, good or bad.
func checkCorrection(t *testing.T, c harness.Client, path, text string) {
	t.Helper()
	body := object{"values": object{"name": text, "网站标识码": "4228000001"}}
	answer := c.Do(http.StatusOK, http.MethodPatch, path, body, "If-Match", tag(t, c, path))
	row := harness.Decode[importRow](t, answer)
	if row.Values["name"] != strings.TrimSpace(text) || (row.Outcome != "create" && len(row.Problems) == 0) {
		t.Errorf("the cell %.40q is kept as %.300s", text, answer.Body)
	}
}

// checkSearch looks for the text, and sends it where an id of a request and a language are expected.
func checkSearch(t *testing.T, c harness.Client, text string) {
	t.Helper()
	for _, list := range []string{"/organizations?q=", "/sites?q=", "/accounts?q=", "/regions?q=", "/campaigns?q=", "/inspections?q="} {
		answer, err := c.Send(http.MethodGet, list+url.QueryEscape(text), nil)
		if err != nil || (answer.Status != http.StatusOK && answer.Status != http.StatusBadRequest) {
			t.Errorf("the search %s%.40q: %d, %v", list, text, answer.Status, err)
		}
	}
	if strings.ContainsAny(text, "\x00\r\n\x1b") {
		return // no header can carry it
	}
	answer, err := c.Send(http.MethodGet, "/sites", nil, "X-Request-ID", text, "Accept-Language", text, "If-None-Match", text)
	if err != nil || answer.Status != http.StatusOK {
		t.Errorf("headers with %.40q: %d, %v", text, answer.Status, err)
	}
}
