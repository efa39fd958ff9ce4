package fault

import (
	"fmt"
	"net/http"

	"xuncha/test/harness"
)

// selfChecks tries what a county does with the checks of its own things.
func (b *breaker) selfChecks(admin harness.Client) {
	b.t.Helper()
	made := admin.Do(http.StatusCreated, http.MethodPost, "/tokens", object{
		"name": "县", "role": "county_admin", "region_code": "422801", "scopes": []string{"self_checks.write", "campaigns.read"},
	})
	county := admin.As(harness.Decode[struct{ Token string }](b.t, made).Token)
	of := []object{{"indicator": "S1", "description": "无"}}
	for i, op := range []operation{
		{"POST", "/self-checks", object{"site_code": "4228000002", "findings": of}, "INSERT self_checks"},
		{"PATCH", "/self-checks/{self_checks}", object{"note": "又"}, "UPDATE self_checks"},
		{"POST", "/self-checks/{self_checks}/finish", nil, "UPDATE self_checks"},
		{"POST", "/self-checks/{self_checks}/reopen", nil, "UPDATE self_checks"},
		{"DELETE", "/self-checks/{self_checks}", nil, "DELETE self_checks"},
		{
			"POST", "/campaigns/422800-2022-3/self-checks",
			object{"finish": true, "items": []object{{"site_code": "4228000002", "findings": of}}},
			"INSERT self_checks",
		},
	} {
		b.carryOut(county, op, fmt.Sprint("self-check-", i))
	}
}
