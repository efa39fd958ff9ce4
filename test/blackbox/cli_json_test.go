package blackbox

import (
	"encoding/json"
	"strings"
	"testing"

	"xuncha/repository/dbtest"
	"xuncha/service/seal"
	"xuncha/test/harness"
)

// asJSON runs a command with --json and answers the one line that it prints.
func asJSON(t *testing.T, env harness.Environment, want int, arguments ...string) (out, failure object) {
	t.Helper()
	code, stdout, stderr := harness.Run(t, env, append([]string{"--json"}, arguments...)...)
	if code != want {
		t.Errorf("%q ended with %d:\n%s%s", arguments, code, stdout, stderr)
	}
	if stdout != "" {
		if strings.Count(stdout, "\n") != 1 || json.Unmarshal([]byte(stdout), &out) != nil {
			t.Errorf("%q prints no line of JSON: %s", arguments, stdout)
		}
	}
	for line := range strings.Lines(stderr) {
		if want != 0 && strings.HasPrefix(line, `{"code"`) && json.Unmarshal([]byte(line), &failure) != nil {
			t.Errorf("%q: %s", arguments, line)
		}
	}
	return out, failure
}

func named(v any, names ...string) (missing []string) {
	of, _ := v.(map[string]any)
	for _, name := range names {
		if _, ok := of[name]; !ok {
			missing = append(missing, name)
		}
	}
	return missing
}

func firstItem(out object) any {
	items, _ := out["items"].([]any)
	if len(items) == 0 {
		return nil
	}
	return items[0]
}

// The names in what commands print as JSON are kept, and so are the exit codes.
func TestCommandsPrintJSON(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		env := harness.Settings(address)
		env["XUNCHA_KEYS"] = seal.NewKey(seal.International)
		tokenNames := []string{
			"id", "name", "role", "region_code", "state", "prefix", "scopes", "cidrs", "expires_at", "previous_until", "last_used_at", "last_used_source",
		}
		created, _ := asJSON(t, env, 0, "token", "create", "--role=viewer", "--region=422801", "--name=恩施市", "--scopes=register.read")
		if missing := named(map[string]any(created), append(tokenNames, "token")...); missing != nil || created["region_code"] != "422801" {
			t.Errorf("%v lacks %v", created, missing)
		}
		listed, _ := asJSON(t, env, 0, "token", "list")
		if missing := named(firstItem(listed), tokenNames...); missing != nil || len(named(firstItem(listed), "token")) == 0 {
			t.Errorf("%v lacks %v, or shows a key", listed, missing)
		}
		rotated, _ := asJSON(t, env, 0, "token", "rotate", "1")
		if rotated["previous_until"] == nil || rotated["token"] == created["token"] {
			t.Errorf("rotated: %v", rotated)
		}
		revoked, _ := asJSON(t, env, 0, "token", "revoke", "1", "--reason=x")
		if revoked["state"] != "revoked" {
			t.Errorf("revoked: %v", revoked)
		}
		user, _ := asJSON(t, env, 0, "user", "create", "--name=enshi-01", "--role=admin", "--region=4228")
		if missing := named(map[string]any(user), "id", "name", "role", "region_code", "password"); missing != nil {
			t.Errorf("%v lacks %v", user, missing)
		}
		for command, names := range map[string][]string{
			"version":                    {"version"},
			"migrate":                    {"steps"},
			"check":                      {"fast", "attachments", "files", "bytes", "waiting", "unknown", "damages"},
			"check figures":              {"campaigns", "groups", "repaired", "differences"},
			"audit verify":               {"whole", "first", "last", "entries", "unkeyed", "waiting", "checkpoints", "fitting_checkpoints", "missing_keys", "fault"},
			"keys list":                  {"items"},
			"policy":                     {"items"},
			"check --fast":               {"fast"},
			"user set-password enshi-01": {"password"},
		} {
			out, _ := asJSON(t, env, 0, strings.Fields(command)...)
			if missing := named(map[string]any(out), names...); missing != nil {
				t.Errorf("%s: %v lacks %v", command, out, missing)
			}
		}
		policy, _ := asJSON(t, env, 0, "policy")
		if missing := named(firstItem(policy), "operation", "permission", "reach"); missing != nil {
			t.Errorf("the policy lacks %v", missing)
		}

		_, failure := asJSON(t, env, 1, "token", "create", "--role=emperor", "--region=42", "--name=x")
		if fields, _ := failure["errors"].([]any); failure["code"] != "invalid_fields" || len(fields) != 1 || named(fields[0], "field", "code", "detail") != nil {
			t.Errorf("refused: %v", failure)
		}
		if _, failure = asJSON(t, env, 1, "token", "rotate", "99"); failure["code"] != "not_found" {
			t.Errorf("unknown: %v", failure)
		}
		database := harness.Open(t, address)
		if at := database.Number("SELECT MIN(id) FROM audit_entries"); at > 0 {
			database.Run("UPDATE audit_entries SET operation = 'x' WHERE id = (SELECT id FROM (SELECT MIN(id) AS id FROM audit_entries) AS first_one)")
		}
		out, failure := asJSON(t, env, 3, "audit", "verify")
		if out["whole"] != false || failure["code"] != "found" || out["fault"] == nil {
			t.Errorf("a changed entry: %v, %v", out, failure)
		}
		if code, _, _ := harness.Run(t, env, "--json", "frobnicate"); code != 2 {
			t.Errorf("misuse ended with %d", code)
		}
	})
}
