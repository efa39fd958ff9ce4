package generate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"xuncha/model"
)

// What a schema cannot say. Each line is about an operation or a name of the document, and without it requests would be
// valid but hardly ever taken.

// examples are texts for names whose schema shows none.
var examples = map[string]string{"phone": "13800000000", "name in verifyAccount": "账号1"}

// together are parameters that an operation is always asked with.
var together = map[string][]string{
	"uploadAttachment": {"inspection", "purpose"}, "compareSelfCheck": {"campaign"},
	"getPassRates": {"kind"}, "getAnnual": {"kind"}, "getMovers": {"kind"}, "getTrend": {"kind"},
}

// narrowed are the values of parameters of a query of which others would have the test wait.
var narrowed = map[string][]string{"listChanges wait": {"0"}, "listChanges format": {"json"}}

// onlyBy are the callers of operations that change what the caller itself has, or that are for another person than the one
// who did what is looked at.
var onlyBy = map[string]string{
	"acceptProof": "user-reviewer", "rejectProof": "user-reviewer",
	"confirmTOTP": "user-begun", "disableTOTP": "user-guarded", "beginTOTP": "user-viewer",
}

// unique are fields of which no two things may have the same.
var unique = map[string]bool{"name": true, "document": true}

// particular are the values of a property in one operation.
var particular = map[string]func(m *maker) []string{
	"acceptBulletin key": func(m *maker) (keys []string) {
		path, _ := strings.CutSuffix(m.path, "/acceptances")
		for _, f := range items(m.w.read(m.who, path+"/checks")) {
			keys = append(keys, quoted(fmt.Sprint(f["key"])))
		}
		return keys
	},
	"createSession name":       theNames,
	"assignInspection user_id": theInspectors, "assignTargets users": theInspectors, "assignTargets user_id": theInspectors,
	"addTargets site_code": func(*maker) []string { return []string{`"4228010090"`} },
	"replayWebhook after":  func(*maker) []string { return []string{`"now"`, `"0000000000000001"`} },
	"createRegion code":    func(*maker) []string { return []string{`"422898"`, `"4229"`, `"422901"`, `"43"`} },
	"confirmTOTP code":     theCode, "disableTOTP code": theCode,
}

func theNames(m *maker) (names []string) {
	for _, u := range m.w.list(m.w.actors[0], "users") {
		names = append(names, quoted(fmt.Sprint(u["name"])))
	}
	return names
}

func theInspectors(m *maker) (ids []string) {
	for _, u := range m.w.list(m.w.actors[0], "users") {
		if u["role"] == string(model.RoleInspector) {
			ids = append(ids, written(u["id"]))
		}
	}
	return ids
}

// theCode is that of the second factor of the caller. One may be a little early, and none is taken twice.
func theCode(m *maker) []string {
	return []string{quoted(codeOf(m.w.secrets[m.who.name], 30*time.Second))}
}

func codeOf(secret string, later time.Duration) string {
	code, err := totp.GenerateCode(secret, clock().Add(later))
	if err != nil {
		panic(err) // the service has made the secret
	}
	return code
}

// shapes mend a body that follows the schema so that it also makes sense.
var shapes = map[string]func(m *maker, n *node){
	"putCalendar": func(m *maker, n *node) {
		year := m.path[strings.LastIndex(m.path, "/")+1:]
		if len(year) > 4 {
			return // of no calendar
		}
		n.set(m, "days", []any{map[string]any{"day": year + "-05-01", "name": "劳动节", "working": false}})
	},
	"updateCampaign": without("region_code", "code", "catalogue", "pass_line", "year", "round", "issuer_level", "kinds", "scored_kinds", "review_required"),
	"createCampaign": without("code", "pass_line", "issuer_level", "scored_kinds", "catalogue"),
	"createSite":     without("region_code"), "createAccount": without("region_code"),
	"updateSite": without("region_code", "organization_id"), "updateAccount": without("region_code", "organization_id"),
	"createSelfCheck": without("account_id", "account_name", "site_code", "platform"),
	"updateToken":     without("region_code", "role", "scopes"),
	"updateUser":      without("organization_id", "role", "region_code", "scopes"),
	"extendFinding": func(m *maker, n *node) {
		without("working_days", "from")(m, n)
		n.set(m, "due_on", "2022-11-11")
	},
}

// set puts a value in place of that of a field.
func (n *node) set(m *maker, name string, value any) {
	n.drop(name)
	n.fields = append(n.fields, field{name, m.likeExample(n.schema.Properties[name], value, join(n.at, name))})
}

func (n *node) drop(names ...string) {
	n.fields = slices.DeleteFunc(n.fields, func(f field) bool { return slices.Contains(names, f.name) })
}

// without leaves fields out that can be changed only in some states, or not by everybody.
func without(names ...string) func(*maker, *node) {
	return func(_ *maker, n *node) { n.drop(names...) }
}

// file is the content of an upload.
func file(m *maker) string {
	switch m.op.id {
	case "createImport":
		return siteLines
	case "createReconciliation":
		return "平台,账号名称,账号ID,主办单位\n微信,上级账号,id99,市政府办公室\n微信,账号1,id1,市教育局\n"
	case "addReceipts":
		return "行标识,结果,回执号,说明\n" + m.w.rowKey + ",退回,R1,信息不全\n"
	case "createCatalogue":
		return string(m.w.read(m.w.actors[0], "/api/v1/catalogues/1?format=xlsx").Body)
	}
	return picture
}
