package main

import (
	"strings"
	"testing"

	"xuncha/service/sso"
)

func goodOIDC(change ...string) map[string]string {
	values := map[string]string{
		"XUNCHA_OIDC_ISSUER": "https://sso.example.gov.cn", "XUNCHA_OIDC_CLIENT_ID": "xuncha",
		"XUNCHA_OIDC_CLIENT_SECRET": secret, "XUNCHA_OIDC_REDIRECT_URL": "https://xuncha.example.gov.cn/login",
	}
	for i := 0; i < len(change); i += 2 {
		values[change[i]] = change[i+1]
	}
	return values
}

func TestConfigOfTheSingleSignOn(t *testing.T) {
	want := defaults()
	want.oidc = oidc{
		sso.Settings{Issuer: "https://sso.example.gov.cn", ClientID: "xuncha", ClientSecret: secret, RedirectURL: "https://xuncha.example.gov.cn/login"},
		sso.Rules{RoleClaim: "xuncha_role", RegionClaim: "xuncha_region"},
	}
	compareConfig(t, goodOIDC(), want)
	compareConfig(t, goodOIDC("XUNCHA_OIDC_CLIENT_SECRET", "", "XUNCHA_OIDC_CLIENT_SECRET_FILE", writeSecret(t, secret+"\n")), want)
	want.oidc.rules = sso.Rules{
		RoleClaim: "groups", Roles: []sso.Rename{{From: "cn=bigdata-admins", To: "admin"}, {From: "checkers", To: "inspector"}},
		RegionClaim: "area", Regions: []sso.Rename{{From: "恩施市", To: "422801"}, {From: "全国", To: "all"}}, OrganizationClaim: "uscc",
	}
	compareConfig(t, goodOIDC("XUNCHA_OIDC_ROLE_CLAIM", "groups", "XUNCHA_OIDC_ROLES", "cn=bigdata-admins=admin, checkers=inspector",
		"XUNCHA_OIDC_REGION_CLAIM", "area", "XUNCHA_OIDC_REGIONS", "恩施市=422801,全国=all", "XUNCHA_OIDC_ORGANIZATION_CLAIM", "uscc"), want)
	for _, issuer := range []string{"http://127.0.0.1:9", "http://[::1]:9/realms/a", "http://localhost:9"} {
		if _, err := readConfig(environment(goodOIDC("XUNCHA_OIDC_ISSUER", issuer))); err != nil {
			t.Errorf("%s: %v", issuer, err)
		}
	}
}

func TestConfigFaultsOfTheSingleSignOn(t *testing.T) {
	for name, bad := range map[string][]string{
		"XUNCHA_OIDC_ISSUER": {
			"http://sso.example.gov.cn", "http://localhost.example.gov.cn", "sso.example.gov.cn", "https://", "ftp://127.0.0.1",
			"https://a:" + secret + "@sso.example.gov.cn", "https://sso.example.gov.cn?a=b", "https://sso.example.gov.cn#a", "https://a b",
			"https://sso.example.gov.cn/" + strings.Repeat("a", 255),
		},
		"XUNCHA_OIDC_CLIENT_ID":          {""},
		"XUNCHA_OIDC_CLIENT_SECRET_FILE": {"/there/is/none", writeSecret(t, "x")}, // beside the secret itself
		"XUNCHA_OIDC_REDIRECT_URL":       {"", "/login", "http://xuncha.example.gov.cn/login", "javascript:alert(1)"},
		"XUNCHA_OIDC_ROLES":              {"a", "a=", "=admin", "a=boss", "a=integration", "a=admin,a=viewer", "a=admin,"},
		"XUNCHA_OIDC_REGIONS":            {"恩施市", "恩施市=", "恩施市=4", "恩施市=422801,恩施市=422802", "恩施市=420000"},
	} {
		for _, value := range bad {
			_, err := readConfig(environment(goodOIDC(name, value)))
			if err == nil || !strings.Contains(err.Error(), name+": ") || strings.Contains(err.Error(), secret) {
				t.Errorf("%s=%q: %v", name, value, err)
			}
		}
	}
	values := goodOIDC("XUNCHA_OIDC_ISSUER", "")
	_, err := readConfig(environment(values))
	for name := range values {
		if name != "XUNCHA_OIDC_ISSUER" && (err == nil || !strings.Contains(err.Error(), name+": needs")) {
			t.Errorf("%s without an issuer: %v", name, err)
		}
	}
}
