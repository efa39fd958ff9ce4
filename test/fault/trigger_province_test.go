package fault

import (
	"encoding/json"
	"fmt"
	"net/http"

	"xuncha/test/harness"
)

// above tries what an office does towards the system above: a report that is handed in by hand, and a list that is compared.
func (b *breaker) above(c harness.Client) {
	b.t.Helper()
	var key struct{ Token string }
	made := c.Do(http.StatusCreated, http.MethodPost, "/tokens", object{"name": "复核", "role": "admin", "region_code": "4228"})
	if err := json.Unmarshal(made.Body, &key); err != nil {
		b.t.Fatal(err)
	}
	second := c.As(key.Token)
	owner := harness.Get[struct{ ID uint64 }](c, create(c, "/organizations", object{
		"name": "来凤县某局", "region_code": "422827", "credit_code": "91350100M000100Y43",
	})).ID
	create(c, "/accounts", object{"platform": "wechat", "name": "来凤一", "platform_account_id": "lf-1", "organization_id": owner})
	const rows = "INSERT report_rows,INSERT report_pieces"
	b.carryOut(c, operation{"POST", "/reports", object{"kind": "filings", "region_code": "422827"}, "INSERT reports," + rows}, "report-0")
	b.carryOut(c, operation{"POST", "/reports/{reports}/refresh", nil, "UPDATE reports,DELETE report_rows,DELETE report_pieces," + rows}, "report-1")
	b.carryOut(second, operation{"POST", "/reports/{reports}/return", object{"reason": "原因"}, "UPDATE reports"}, "report-2")
	b.carryOut(c, operation{"POST", "/reports/{reports}/refresh", nil, "UPDATE reports," + rows}, "report-3")
	b.carryOut(second, operation{"POST", "/reports/{reports}/confirm", nil, "UPDATE reports"}, "report-4")
	b.carryOut(c, operation{"POST", "/reports/{reports}/send", nil, "UPDATE reports,UPDATE report_pieces"}, "report-5")
	answer := fmt.Sprintf("行标识,结果,回执号\n%s-1,接收,DEMO-1\n", b.Texts("SELECT report_key FROM reports ORDER BY id DESC LIMIT 1")[0])
	list := "平台,账号名称,账号ID,主办单位\n微信,来凤二,lf-2,来凤县某局\n"
	const settled = "UPDATE reconciliation_rows,UPDATE reconciliations,"
	for i, op := range []operation{
		{"POST", "/reports/{reports}/receipts", answer, "UPDATE report_rows,UPDATE report_pieces,UPDATE filings,UPDATE reports"},
		{"POST", "/reports", object{"kind": "accounts", "region_code": "422827"}, "INSERT reports," + rows},
		{"POST", "/reports/{reports}/cancel", nil, "UPDATE reports,UPDATE report_pieces"},
		{"POST", "/reconciliations?kind=account&region=422827", list, "INSERT reconciliations,INSERT reconciliation_rows"},
		{
			"POST", "/reconciliations/{reconciliations}/rows/1/settle",
			object{"action": "take-theirs"},
			settled + "INSERT accounts,INSERT account_versions,INSERT filings",
		},
		{
			"POST", "/reconciliations/{reconciliations}/settle",
			object{"items": []object{{"number": 2, "version": 1, "action": "open-filing"}}},
			settled + "INSERT filings",
		},
	} {
		b.carryOut(c, op, fmt.Sprint("towards-above-", i))
	}
}
