package matrix

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xuncha/model"
)

// tapped collects the statements of the request that runs.
type tapped struct {
	on         bool
	statements []string
	held       int // statements that the oracle has looked at
}

func (t *tapped) start() { t.on, t.statements = true, nil }

func (t *tapped) stop() []string {
	t.on = false
	return t.statements
}

func (t *tapped) take(statement string) {
	if t.on {
		t.statements = append(t.statements, statement)
	}
}

// scopedBy is the column by which the rows of a table belong to a region. Every table has a line here or in unscoped.
var scopedBy = map[string]string{
	"regions": "code", "organizations": "region_code", "sites": "region_code", "accounts": "region_code",
	"campaigns": "region_code", "inspections": "region_code", "submissions": "region_code", "findings": "region_code",
	"imports": "scope", "import_rows": "", "campaign_regions": "region_code", "users": "scope", "tokens": "scope",
	"rectifications": "region_code", "rectification_steps": "region_code", "measures": "region_code", "rechecks": "region_code",
	"reminders":             "region_code",
	"organization_versions": "region_code", "site_versions": "region_code", "account_versions": "region_code", "filings": "region_code",
	"contacts": "region_code", "audit_entries": "region_code", "events": "region_code",
	"self_checks":  "region_code",
	"passed_overs": "region_code", "sampling_plans": "", "sampling_items": "",
	"drafts": "region_code", "reviews": "region_code",
	"attachments": "region_code", "campaign_tallies": "region_code",
	"bulletins": "region_code", "bulletin_revisions": "region_code", "bulletin_issues": "region_code", "bulletin_pieces": "",
	"bulletin_templates": "region_code", "passages": "region_code",
	"import_mappings": "region_code", "import_jobs": "", "import_pieces": "",
	"reports": "scope", "report_rows": "", "report_pieces": "", "reconciliations": "scope", "reconciliation_rows": "", "pulls": "",
	"webhooks": "scope", "webhook_deliveries": "scope",
}

// unscoped tables have rows of no region, and why.
var unscoped = map[string]string{
	"catalogues": "the same for everybody", "indicators": "the same for everybody", "sessions": "of a user",
	"login_counters": "of a login", "login_sources": "of a user", "security_settings": "one row", "audit_chains": "one row",
	"finding_counters": "of a campaign", "work_calendars": "the same for everybody",
	"feeds": "one row", "repeats": "of a principal", "sso_logins": "of a login", "schema_versions": "of the program", "blobs": "contents, of whoever has an attachment of them", "used": "a name inside of a statement",
}

type exemption struct {
	pattern *regexp.Regexp
	reason  string
}

// exempt are the statements on scoped tables that need no region, and why. Anything else is a fault.
var exempt = []exemption{
	{regexp.MustCompile(`^INSERT INTO`), "a new row; the foreign keys hold it to the region of its parent, which was read in scope"},
	{regexp.MustCompile(`^SELECT \* FROM tokens WHERE .*hash`), "who asks, by the hash of the key"},
	{regexp.MustCompile(`^SELECT s\.id AS session_id, .* WHERE s\.hash = `), "who asks, by the hash of the session"},
	{regexp.MustCompile(`^SELECT (\*|expires_at) FROM (users|tokens) WHERE id = \d+( AND revoked_at IS NULL)? LIMIT 1$`), "the caller itself, asking who it is"},
	{regexp.MustCompile(`^UPDATE campaigns SET figure_changes = figure_changes \+ 1 WHERE id IN \([\d,]+\)$`), "that what is counted of a campaign has changed, of which an inspection was changed in scope"},
	{regexp.MustCompile(`^UPDATE tokens SET last_used`), "that the key was used"},
	{regexp.MustCompile(`^SELECT \* FROM regions WHERE code = `), "the region of a code, after the caller's scope was asked whether it covers it, or of a campaign that it sees"},
	{regexp.MustCompile(`^(UPDATE regions SET .*|DELETE FROM regions) WHERE code = '\d+' AND version`), "the region that was read before"},
	{regexp.MustCompile(`^SELECT \* FROM regions WHERE code >= '42' AND code < '42:' ORDER BY code$`), "names of the regions above, for the spelling of names in a file"},
	{regexp.MustCompile(`^SELECT \* FROM regions WHERE code >= '4228' AND code < '4228:' ORDER BY code( FOR UPDATE)?$`), "a new region locks the one above it, and what else is below that"},
	{regexp.MustCompile(`^SELECT \* FROM sites WHERE code IN`), "a code is unique in the whole register, and a file may meet one that is taken"},
	{regexp.MustCompile(`^SELECT \* FROM accounts WHERE platform IN`), "as for sites"},
	{regexp.MustCompile(`^SELECT COUNT\(\*\) FROM \( SELECT id FROM sites WHERE organization_id`), "what an organization runs that was locked in scope"},
	{regexp.MustCompile(`^SELECT (\*|count\(\*\)) FROM (submissions|findings) WHERE (inspection|submission)_id`), "revisions of an inspection that was read in scope"},
	{regexp.MustCompile(`^SELECT \* FROM reviews WHERE inspection_id`), "decisions about an inspection that was read in scope"},
	{regexp.MustCompile(`^SELECT f\.\* FROM findings f JOIN submissions s .* WHERE i\.id IN`), "findings of inspections that were listed in scope"},
	{regexp.MustCompile(`^SELECT s\.\* FROM submissions s JOIN inspections i .* WHERE i\.id IN`), "results of inspections that were locked in scope"},
	{regexp.MustCompile(`^SELECT (\*|count\(\*\)) FROM inspections WHERE campaign_id = \d+ AND status IN`), "what a campaign waits for, asked by who manages its whole area"},
	{regexp.MustCompile(`^SELECT \* FROM (rectification_steps|measures) WHERE rectification_id = \d+ `), "what happened to a finding that was read in scope"},
	{regexp.MustCompile(`^SELECT \* FROM rechecks WHERE inspection_id = \d+ `), "looks again at an inspection that was read in scope"},
	{regexp.MustCompile(`^SELECT i\.id FROM inspections i JOIN campaigns c .* WHERE i\.id IN`), "whether the results of findings that were read in scope stand"},
	{regexp.MustCompile(`^SELECT r\.\* FROM rectifications r JOIN campaigns c .* r\.(site|account)_id IN`), "earlier findings of targets that were locked in scope, of which only the number is shown"},
	{regexp.MustCompile(`^SELECT \* FROM campaign_regions WHERE campaign_id`), "labels of a campaign that was read in scope"},
	{regexp.MustCompile(`^(SELECT \*|DELETE) FROM sampling_(plans|items) WHERE campaign_id`), "plan of a campaign that was read in scope, or that is managed by who asks"},
	{regexp.MustCompile(`^SELECT (\*|count\(\*\)) FROM import_rows WHERE import_id`), "rows of an import that was read in scope"},
	{regexp.MustCompile(`^(SELECT \*|UPDATE|DELETE) (FROM )?import_(rows|jobs|pieces) .*WHERE \(?import_id (= \d+|IN \([\d,]+\))`), "work on an import that was read in scope, and its file"},
	{regexp.MustCompile(`^(UPDATE|DELETE FROM|SELECT valid_from FROM) \w+_versions .*WHERE \(?id = \d+`), "versions of a thing that was read or locked in scope"},
	{regexp.MustCompile(`^(SELECT \* FROM|UPDATE|DELETE FROM) filings .*WHERE \(?(site|account)_id (= \d+|IN \([\d,]+\)) AND state`), "what is to be filed of a thing that was read in scope"},
	{regexp.MustCompile(`^SELECT t\.id AS thing_id, o\.\* FROM (sites|accounts) AS t JOIN organizations o `), "to whom a thing belongs that has moved in scope, or of which an inspection or a finding was read in scope"},
	{regexp.MustCompile(`^(SELECT [a-z_, ]+ FROM|UPDATE) (rectifications|inspections|self_checks|filings) .*WHERE \(?(state = 'open' AND )?(site|account)_id = \d+\b`), "what belongs to a thing that has moved in scope"},
	{regexp.MustCompile(`^(SELECT [a-z_, ]+ FROM (measures|attachments) .*WHERE (rectification|inspection)_id|UPDATE (rectifications|measures|attachments|filings) .*WHERE id) IN \([\d,]+\)( ORDER BY id FOR UPDATE)?$`), "as above"},
	{regexp.MustCompile(`^SELECT \* FROM (inspections|campaigns) WHERE id IN \(\d+\) LIMIT 1( FOR UPDATE)?$`), "what is behind a finding or an attachment that was read in scope"},
	{regexp.MustCompile(`^SELECT \* FROM rectifications WHERE inspection_id IN \([\d,]+\) ORDER BY id( FOR UPDATE)?$`), "findings of inspections that were locked in scope"},
	{regexp.MustCompile(`^UPDATE rectifications SET .* WHERE id = \d+ AND version = \d+$`), "as above"},
	{regexp.MustCompile(`^SELECT i\.campaign_id, .*m\.kind AS measure, .* FROM \(SELECT \* FROM inspections WHERE \(?region_code >= .* AND target_organization_id = \d+ `), "measures over findings of inspections, which the same statement holds to the caller"},
	{regexp.MustCompile(`^SELECT \* FROM organizations WHERE parent_id = \d+ ORDER BY id( FOR UPDATE)?$`), "a merge is refused when something below lies elsewhere"},
	{regexp.MustCompile(`^UPDATE users SET .* WHERE id = \d+ AND version`), "a user who was locked in scope"},
	{regexp.MustCompile(`^UPDATE imports SET .* WHERE id = \d+ AND version`), "an import that was locked in scope"},
	{regexp.MustCompile(`^SELECT \* FROM (bulletins|bulletin_issues) WHERE campaign_id = \d+ `), "the bulletin of a campaign that was read in scope"},
	{regexp.MustCompile(`^SELECT \* FROM (bulletin_revisions|bulletin_pieces) WHERE \(?(bulletin|issue)_id = \d+ `), "as above"},
	{regexp.MustCompile(`^UPDATE bulletin_issues SET files=.* WHERE id = \d+$`), "the issue that was just made"},
	{regexp.MustCompile(`^SELECT \* FROM bulletin_templates WHERE region_code IS NULL OR region_code IN \([\d',]+\) ORDER BY`), "the wording that the area of a campaign takes, which was read in scope"},
	{regexp.MustCompile(`^(SELECT COALESCE\(MAX\(edition\), 0\)|DELETE) FROM bulletin_templates WHERE (name|id) = `), "after the caller's area was asked whether it covers the wording"},
	{regexp.MustCompile(`^(SELECT .* FROM|UPDATE|DELETE FROM) report_(rows|pieces) .*WHERE \(?report_id = \d+`), "rows and pieces of a report that was read or locked in scope"},
	{regexp.MustCompile(`^UPDATE report_rows SET .* WHERE id = \d+ AND state = `), "as above"},
	{regexp.MustCompile(`^SELECT \* FROM report_rows WHERE .*filing_id IN \([\d,]+\) .*report_id IN \(SELECT id FROM reports WHERE state IN `), "which of the filings that were listed or locked in scope stand in another report, of which only the id is told"},
	{regexp.MustCompile(`^(SELECT .* FROM|UPDATE) (reconciliation_rows|pulls) .*WHERE \(?reconciliation_id = \d+`), "rows of a reconciliation that was read or locked in scope"},
	{regexp.MustCompile(`^SELECT \* FROM events WHERE .*thing_kind IN \([^)]*\) AND 1 = 0\)`), "changes for who sees no area: of what is the same for everybody"},
	{regexp.MustCompile(`^(SELECT (\*|count\(\*\))|DELETE) FROM webhook_deliveries WHERE \(?webhook_id = \d+`), "deliveries of a webhook that was read in scope"},
	{regexp.MustCompile(`^UPDATE webhook_deliveries SET .* WHERE id = \d+$`), "a delivery that was read in scope"},
	{regexp.MustCompile(`^UPDATE webhooks SET (told_position|failing_since)=.* WHERE id = \d+`), "a webhook that was locked in scope"},
	{regexp.MustCompile(`^SELECT count\(\*\) FROM webhooks$`), "how many there are of everybody, of which only a limit is told"},
	{regexp.MustCompile(`^SELECT id, state FROM (sites|accounts) WHERE id IN \([\d,]+\)$`), "whether targets that were read in scope are in use, wherever they belong by now"},
	{regexp.MustCompile(`^SELECT \* FROM campaigns WHERE .*region_code = '\d+' AND issuer_level (= '\w+'|IN \([\w',]+\)).* state IN \('closed','published'\)`), "earlier rounds of the area of a campaign that was read in scope"},
}

var (
	quotes    = strings.NewReplacer("`", "", `"`, "'") // values stand in either, names in none
	tableName = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|UPDATE|INTO) ([a-z_]+)`)
	ranges    = regexp.MustCompile(`\b(\w+) >= '(\d+)' AND (\w+) < '(\d+):'`)
)

// checkStatements is the oracle that knows nothing of answers: each statement that runs for a county, on a table whose
// rows belong to regions, names the range of the county's own codes.
func (m *matrix) checkStatements(who identity, r request, statements []string) {
	if who.unknown || who.county == "P" {
		return
	}
	m.held += len(statements)
	for _, statement := range statements {
		text := strings.Join(strings.Fields(quotes.Replace(statement)), " ")
		why := unheld(text, model.Scope(regionOf[who.county]))
		if why == "" && who.organization != "" {
			why = unheldByStaff(text, m.world.first(anOrg, who.organization).name)
		}
		if why != "" {
			m.faults = append(m.faults, fault{r.method + " " + r.target, who.name, why + ": " + text})
		}
	}
}

// unheld says why a statement may reach another county, or nothing.
func unheld(statement string, scope model.Scope) string {
	if strings.HasPrefix(statement, "SAVEPOINT") || strings.Contains(statement, "WHERE 1 = 0") {
		return ""
	}
	if isExempt(statement) {
		return ""
	}
	for _, m := range tableName.FindAllStringSubmatch(statement, -1) {
		column, scoped := scopedBy[m[1]]
		if !scoped && unscoped[m[1]] == "" {
			return fmt.Sprintf("nobody says to whom the rows of %s belong", m[1])
		}
		if !scoped {
			continue
		}
		held := false
		for _, bound := range ranges.FindAllStringSubmatch(statement, -1) {
			held = held || bound[1] == column && bound[3] == column && bound[2] == bound[4] && strings.HasPrefix(bound[2], string(scope))
		}
		if !held {
			return "no range of the caller's region"
		}
	}
	return ""
}

// ownedBy is the column by which the rows of a table belong to an organization.
var ownedBy = map[string]string{
	"organizations": "id", "sites": "organization_id", "accounts": "organization_id", "inspections": "target_organization_id",
	"contacts": "organization_id", "self_checks": "target_organization_id", "passed_overs": "target_organization_id",
	"attachments":    "organization_id",
	"rectifications": "organization_id", "measures": "organization_id",
	"organization_versions": "id", "site_versions": "organization_id", "account_versions": "organization_id", "filings": "organization_id", "events": "organization_id",
}

// unheldByStaff is unheld for who is held to one organization.
func unheldByStaff(statement, organization string) string {
	if strings.Contains(statement, "WHERE 1 = 0") || isExempt(statement) {
		return ""
	}
	for _, m := range tableName.FindAllStringSubmatch(statement, -1) {
		column, owned := ownedBy[m[1]]
		if owned && !regexp.MustCompile(`\b`+column+` = `+organization+`\b`).MatchString(statement) {
			return "not held to the caller's organization"
		}
	}
	return ""
}

func isExempt(statement string) bool {
	return slices.ContainsFunc(exempt, func(e exemption) bool { return e.pattern.MatchString(statement) })
}

// The controls: a statement that is held to the caller's region or organization passes, any other is found.
func TestTheTapFindsStatementsWithoutARegion(t *testing.T) {
	for statement, held := range map[string]bool{
		"SELECT * FROM sites WHERE id = 7": false,
		"SELECT * FROM sites WHERE region_code >= '422801' AND region_code < '422801:' AND id = 7": true,
		"SELECT * FROM sites WHERE region_code >= '422802' AND region_code < '422802:' AND id = 7": false,
		"SELECT * FROM sites WHERE region_code >= '4228' AND region_code < '4228:'":                false,
		"SELECT * FROM imports WHERE region_code >= '422801' AND region_code < '422801:'":          false,
		"UPDATE sites SET name = 'x' WHERE id = 7 AND version = 1":                                 false,
		"DELETE FROM sites WHERE id = 7":                                                           false,
		"SELECT * FROM secrets":                                                                    false,
		"SELECT * FROM catalogues":                                                                 true,
		"SELECT * FROM sites WHERE 1 = 0":                                                          true,
	} {
		if why := unheld(statement, "422801"); (why == "") != held {
			t.Errorf("%s: %q", statement, why)
		}
	}
	for statement, held := range map[string]bool{
		"SELECT * FROM sites WHERE region_code >= '422801' AND region_code < '422801:'":                          false,
		"SELECT * FROM sites WHERE region_code >= '422801' AND region_code < '422801:' AND organization_id = 71": false,
		"SELECT * FROM sites WHERE region_code >= '422801' AND region_code < '422801:' AND organization_id = 7":  true,
		"SELECT * FROM organizations WHERE id = 7 AND id = 9":                                                    true,
		"SELECT * FROM campaigns WHERE id = 9":                                                                   true,
	} {
		if why := unheldByStaff(statement, "7"); (why == "") != held {
			t.Errorf("%s: %q", statement, why)
		}
	}
}
