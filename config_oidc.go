package main

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"xuncha/model"
	"xuncha/service/sso"
)

// oidcSettings are the settings of the single sign-on.
var oidcSettings = []string{
	"XUNCHA_OIDC_ISSUER", "XUNCHA_OIDC_CLIENT_ID", "XUNCHA_OIDC_CLIENT_SECRET", "XUNCHA_OIDC_CLIENT_SECRET_FILE",
	"XUNCHA_OIDC_REDIRECT_URL", "XUNCHA_OIDC_ROLE_CLAIM", "XUNCHA_OIDC_ROLES", "XUNCHA_OIDC_REGION_CLAIM",
	"XUNCHA_OIDC_REGIONS", "XUNCHA_OIDC_ORGANIZATION_CLAIM",
}

// oidc is the single sign-on; without an issuer there is none.
type oidc struct {
	settings sso.Settings
	rules    sso.Rules
}

// maxIssuer leaves room beside it in the reason of an audit entry.
const maxIssuer = 255

func (c *config) readOIDC(getenv func(string) string, complain complaint) {
	o := &c.oidc
	o.settings.Issuer = getenv("XUNCHA_OIDC_ISSUER")
	if o.settings.Issuer == "" {
		for _, name := range oidcSettings {
			if getenv(name) != "" {
				complain(name, "needs XUNCHA_OIDC_ISSUER")
			}
		}
		return
	}
	if u, ok := webAddress(o.settings.Issuer); !ok || u.RawQuery != "" || len(o.settings.Issuer) > maxIssuer {
		complain("XUNCHA_OIDC_ISSUER", "must be the address of the provider as it writes it itself, with https, such as https://sso.example.gov.cn")
	}
	if o.settings.ClientID = getenv("XUNCHA_OIDC_CLIENT_ID"); o.settings.ClientID == "" {
		complain("XUNCHA_OIDC_CLIENT_ID", "is needed beside XUNCHA_OIDC_ISSUER")
	}
	o.settings.ClientSecret, _, _ = valueOrFile(getenv, complain, "XUNCHA_OIDC_CLIENT_SECRET")
	o.settings.RedirectURL = getenv("XUNCHA_OIDC_REDIRECT_URL")
	if _, ok := webAddress(o.settings.RedirectURL); !ok {
		complain("XUNCHA_OIDC_REDIRECT_URL", "must be the page of the front end to which the provider sends people back, with https, such as https://xuncha.example.gov.cn/login")
	}
	o.rules = sso.Rules{
		RoleClaim: "xuncha_role", RegionClaim: "xuncha_region", OrganizationClaim: getenv("XUNCHA_OIDC_ORGANIZATION_CLAIM"),
	}
	if v := getenv("XUNCHA_OIDC_ROLE_CLAIM"); v != "" {
		o.rules.RoleClaim = v
	}
	if v := getenv("XUNCHA_OIDC_REGION_CLAIM"); v != "" {
		o.rules.RegionClaim = v
	}
	o.rules.Roles = readRenames("XUNCHA_OIDC_ROLES", getenv, complain, func(to string) bool {
		return slices.Contains(model.Roles, model.Role(to)) && model.Role(to) != model.RoleIntegration
	}, "a role of people, as in bigdata-admins=admin,checkers=inspector")
	o.rules.Regions = readRenames("XUNCHA_OIDC_REGIONS", getenv, complain, func(to string) bool {
		return model.Scope(to).Valid()
	}, "the code prefix of a region or all, as in 恩施市=422801,恩施州=4228")
}

// webAddress reads an address of the web. Only on the loopback it may do without TLS.
func webAddress(text string) (*url.URL, bool) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || strings.ContainsAny(text, " \t\r\n") {
		return nil, false
	}
	return u, u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// readRenames reads a list such as a=b,c=d, in its order.
func readRenames(
	name string, getenv func(string) string, complain complaint, good func(string) bool, what string,
) (renames []sso.Rename) {
	text := getenv(name)
	if text == "" {
		return nil
	}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(text, ",") {
		from, to, ok := cutLast(strings.TrimSpace(part))
		switch {
		case !ok || from == "" || !good(to):
			complain(name, "%q does not name %s", part, what)
		case seen[from]:
			complain(name, "%q stands there twice", from)
		}
		seen[from] = true
		renames = append(renames, sso.Rename{From: from, To: to})
	}
	return renames
}

// cutLast cuts at the last =, as names of groups may have one in them (cn=checkers), and ours have none.
func cutLast(text string) (before, after string, found bool) {
	at := strings.LastIndex(text, "=")
	if at < 0 {
		return text, "", false
	}
	return strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+1:]), true
}
