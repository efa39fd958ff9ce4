package matrix

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xuncha/model"
)

// A batch with one thing of another is refused as a whole, or, item by item, for that item alone: and as if there were no
// such thing.
func TestABatchTakesNothingOfAnother(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		who := m.named("inspector")
		for _, campaign := range []string{m.world.first(aCampaign, "P").name, m.world.own(who, aCampaign)[0].name} {
			for _, other := range append(m.world.other(who, aSiteCode), thing{name: "4228019999"}) {
				note := fmt.Sprintf("%s in %s", other.name, campaign)
				body := func(codes ...string) string {
					items := []any{}
					for _, code := range codes {
						items = append(items, map[string]any{"site_code": code, "findings": []any{}, "note": note})
					}
					return string(encode(map[string]any{"items": items}))
				}
				own := m.world.first(aSiteCode, "A1").name
				r := request{method: "POST", target: "/api/v1/campaigns/" + campaign + "/submissions", media: "application/json", body: body(own, other.name)}
				before := m.world.sum()
				if a := m.carry(who, r); a.status != 422 || !strings.Contains(a.body, `"items[1].site_code"`) || strings.Contains(a.body, `"items[0]`) {
					t.Errorf("%s: %s", note, a)
				}
				if m.world.sum() != before {
					t.Errorf("%s: something was taken", note)
				}
				r.target += "?on_error=continue"
				a := m.carry(who, r)
				var answer struct{ Accepted, Refused int }
				if err := json.Unmarshal([]byte(a.body), &answer); err != nil || answer.Accepted != 1 || answer.Refused != 1 {
					t.Errorf("%s, item by item: %s", note, a)
				}
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}

// rowOutcome imports one row of a file and answers what the service says of it.
func (m *matrix) rowOutcome(t *testing.T, who identity, kind model.ImportKind, header, line string) string {
	t.Helper()
	job := m.carry(who, request{
		method: "POST", target: "/api/v1/imports?dry_run=true&kind=" + string(kind), media: "text/csv", body: header + "\n" + line + "\n",
	})
	a := m.carry(who, request{method: "GET", target: strings.TrimSpace(job.header.Get("Location")) + "/rows/1"})
	var row struct {
		Outcome  string `json:"outcome"`
		Problems []struct{ Column, Code, Detail string }
		SiteID   any `json:"site_id"`
		Account  any `json:"account_id"`
	}
	if err := json.Unmarshal([]byte(a.body), &row); err != nil || a.status != http.StatusOK {
		t.Fatalf("%s: %s, %s", line, job, a)
	}
	told := []string{row.Outcome}
	for _, p := range row.Problems {
		told = append(told, p.Column+":"+p.Code+" "+p.Detail)
	}
	if row.SiteID != nil || row.Account != nil {
		told = append(told, "a thing")
	}
	slices.Sort(told[1:])
	return strings.Join(told, "; ")
}

// A row that names another's region or organization is refused as if there were none. A code, a name and a platform's id
// are unique in the whole register, so a row that meets another's is told that they are taken, and nothing else of the
// thing that has them: not its region, its state, or which of its keys belong together.
func TestAnImportRowTellsNothingOfAnother(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		who := m.named("county_admin")
		w := m.world
		own, other := w.first(aSiteCode, "A1"), w.first(aSiteCode, "B1")
		sites, accounts := "网站标识码,网站名称,首页地址,行政区划代码,主办单位", "账号名称,平台,主办单位,账号ID,行政区划代码"
		site := func(code, region, organization string) string {
			return m.rowOutcome(t, who, model.ImportSites, sites, fmt.Sprintf("%s,站,http://a.gov.cn/,%s,%s", code, region, organization))
		}
		account := func(name, id, region string) string {
			return m.rowOutcome(t, who, model.ImportAccounts, accounts, fmt.Sprintf("%s,微信,某局,%s,%s", name, id, region))
		}
		before := w.organizationName("B1")
		for what, pair := range map[string][2]string{
			"a region":                   {site("4228018001", "422802", ""), site("4228018001", "422899", "")},
			"a region of an account":     {account("新", "", "422802"), account("新", "", "422899")},
			"a name of an organization":  {site("4228018001", "", before), site("4228018001", "", "没有这个单位")},
			"an organization over there": {site("4228018001", "422802", before), site("4228018001", "422899", "没有这个单位")},
			"a closed account":           {account(w.accountOfB("name", "="), "", "422801"), account("没有这个账号", "", "422801")},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %q, and of nothing %q", what, pair[0], pair[1])
			}
		}
		taken := account(w.accountOfB("name", "<>"), "", "422801")
		for what, told := range map[string]string{
			"its code":                  site(other.name, "", ""),
			"its code and our region":   site(other.name, "422801", ""),
			"its name":                  taken,
			"its name and another's id": account(w.accountOfB("name", "<>"), "unknown", "422801"),
			"its name and its id":       account(w.accountOfB("name", "<>"), w.accountOfB("platform_account_id", "<>"), "422801"),
		} {
			if !strings.HasPrefix(told, "conflict; ") && !strings.HasPrefix(told, "rejected; ") || strings.Contains(told, "a thing") ||
				strings.Contains(told, "422802") || !strings.Contains(told, ":taken") {
				t.Errorf("%s: %q", what, told)
			}
			if strings.HasPrefix(what, "its name") && told != taken {
				t.Errorf("%s is told from its name alone: %q, %q", what, told, taken)
			}
		}
		if told := site(own.name, "", ""); !strings.Contains(told, "a thing") { // the control: of the own all is told
			t.Errorf("the caller's own: %q", told)
		}
		// What the rows themselves say is the caller's own text, canaries and all, so those of the answers are not counted here.
	})
}

func (w *world) text(query string, values ...any) (text string) {
	w.t.Helper()
	w.must(w.store.Pool().QueryRowContext(w.ctx, query, values...).Scan(&text))
	return text
}

func (w *world) organizationName(owner string) string {
	return w.text("SELECT name FROM organizations WHERE id = ?", number(w.first(anOrg, owner).name))
}

// accountOfB is a column of the first account of B1 that is closed, or is not.
func (w *world) accountOfB(column, closed string) string {
	return w.text("SELECT "+column+" FROM accounts WHERE organization_id = ? AND state "+closed+" 'closed' ORDER BY id LIMIT 1",
		number(w.first(anOrg, "B1").name))
}
