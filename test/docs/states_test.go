package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/service/bulletin"
)

// byOperations are the verbs whose operations are not called by the verb and the noun, as in openCampaign.
var byOperations = map[string][]string{
	"inspection submit": {"submitInspection", "submitMany"},

	"inspection with review submit":  {"submitInspection", "submitMany"},
	"inspection with review confirm": {"confirmInspection"},
	"inspection with review return":  {"returnInspection"},
	"inspection with review waive":   {"waiveInspection"},

	"finding submit": {"submitProof"},
	"finding accept": {"acceptProof"},
	"finding reject": {"rejectProof"},
	"filing done":    {"finishFiling"},

	"import apply":      {"applyImport", "createImport"},
	"import row apply":  {"applyImport", "createImport"},
	"user set-password": {"setUserPassword"},

	"reconciliation settle":          {"settleReconciliation", "settleReconciliationRow"},
	"reconciliation row take-theirs": {"settleReconciliation", "settleReconciliationRow"},
	"reconciliation row keep-ours":   {"settleReconciliation", "settleReconciliationRow"},
	"reconciliation row open-filing": {"settleReconciliation", "settleReconciliationRow"},
}

func TestStatesDocumentIsThatOfTheProgram(t *testing.T) {
	holds(t, "docs/states.md", "states", tablesOfStates(t))
}

// holds compares the part of a document between two marks with what the program says, and writes it with -update.
func holds(t *testing.T, name, mark, want string) {
	t.Helper()
	begin, end := "<!-- "+mark+" -->\n", "<!-- /"+mark+" -->\n"
	before, rest, begun := strings.Cut(read(t, name), begin)
	shown, after, ended := strings.Cut(rest, end)
	if !begun || !ended {
		t.Fatalf("%s has no place for the %s", name, mark)
	}
	if shown == want {
		return
	}
	if !*update {
		t.Fatalf("%s does not have the %s of the program: go test ./test/docs -run Document -update", name, mark)
	}
	text := before + begin + want + end + after
	if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil { //nolint:gosec // a source file
		t.Fatal(err)
	}
}

// The placeholders of templates are listed as the program knows them.
func TestBulletinDocumentHasThePlaceholders(t *testing.T) {
	var out strings.Builder
	out.WriteString("\n| placeholder | list | 含义 |\n|---|---|---|\n")
	for _, p := range bulletin.Placeholders() {
		list := ""
		if p.List {
			list = "yes"
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s |\n", p.Name, list, p.Zh)
	}
	out.WriteString("\n")
	holds(t, "docs/bulletin.md", "placeholders", out.String())
}

func TestExceptionsOfVerbsAreNeeded(t *testing.T) {
	verbs := map[string]bool{}
	for _, m := range model.Machines {
		for _, s := range m.Steps() {
			verbs[m.Name()+" "+s.Verb] = true
		}
	}
	for verb := range byOperations {
		if !verbs[verb] {
			t.Errorf("no table of states has %q", verb)
		}
	}
}

func tablesOfStates(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	for _, m := range model.Machines {
		fmt.Fprintf(&out, "\n## %s\n\n```mermaid\n%s```\n\n", strings.ToUpper(m.Name()[:1])+m.Name()[1:], m.Mermaid())
		out.WriteString("| verb | from | to | operation | permission | roles |\n|---|---|---|---|---|---|\n")
		for _, row := range rowsOf(m) {
			verb, who := row.Verb, "— | — | nobody: it follows"
			if !row.Follows {
				verb, who = "`"+row.Verb+"`", operationsOf(t, m.Name(), row.Verb)
			}
			fmt.Fprintf(&out, "| %s | %s | `%s` | %s |\n", verb, row.From, row.To, who)
		}
	}
	return out.String() + "\n"
}

// rowsOf joins the steps that differ only in where they begin.
func rowsOf(m model.Diagram) []model.Step {
	var rows []model.Step
	for _, s := range m.Steps() {
		s.From = "`" + s.From + "`"
		at := slices.IndexFunc(rows, func(r model.Step) bool { return r.Verb == s.Verb && r.To == s.To && r.Follows == s.Follows })
		if at < 0 {
			rows = append(rows, s)
		} else {
			rows[at].From += ", " + s.From
		}
	}
	return rows
}

// operationsOf are the cells of the operations of a verb, with the permission that they need and the roles that have it.
func operationsOf(t *testing.T, noun, verb string) string {
	t.Helper()
	operations := byOperations[noun+" "+verb]
	if operations == nil {
		for thing := range strings.SplitSeq(noun, " and ") {
			operations = append(operations, joinWords(verb+" "+thing))
		}
	}
	var named, permissions, roles []string
	for _, operation := range operations {
		rule, ok := model.RuleOf(operation)
		if !ok {
			t.Errorf("the verb %q of %s has no operation %s in the policy: name its operations in byOperations", verb, noun, operation)
		}
		named = append(named, "`"+operation+"`")
		if permission := "`" + string(rule.Permission) + "`"; !slices.Contains(permissions, permission) {
			permissions = append(permissions, permission)
		}
		for _, role := range model.Roles {
			if text := "`" + string(role) + "`"; rule.Reach(role) != "" && !slices.Contains(roles, text) {
				roles = append(roles, text)
			}
		}
	}
	return strings.Join([]string{strings.Join(named, ", "), strings.Join(permissions, ", "), strings.Join(roles, ", ")}, " | ")
}

// joinWords writes words as the name of an operation: dismiss import row as dismissImportRow.
func joinWords(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	for i, word := range words[1:] {
		words[i+1] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}
