package docs

import (
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of codes anew")

func TestCodesAreTrue(t *testing.T) {
	holds(t, "docs/api.md", "codes", tableOfCodes(t))
}

// lists are where the messages stand, with the heading of those before the first comment of a group.
var lists = []struct{ file, list, heading string }{
	{"messages.go", "commonMessages", ""},
	{"messages_access.go", "accessMessages", "users, logins and rights"},
	{"messages_contact.go", "contactMessages", "contacts"},
	{"messages_audit.go", "auditMessages", "the audit trail"},
	{"messages_border.go", "borderMessages", "limits and repeats"},
	{"messages_history.go", "historyMessages", "the register over time"},
	{"messages_catalogue.go", "catalogueMessages", "catalogues"},
	{"messages_draw.go", "drawMessages", "drawing targets"},
	{"messages_assignment.go", "assignmentMessages", "assigning and reviewing"},
	{"messages_evidence.go", "evidenceMessages", "evidence"},
	{"messages_finding.go", "findingMessages", "findings and rectification"},
	{"messages_self_check.go", "selfCheckMessages", "self-checks"},
	{"messages_bulletin.go", "bulletinMessages", "bulletins"},
	{"messages_import.go", "importMessages", "imports"},
	{"messages_change.go", "changeMessages", "the feed of changes"},
	{"messages_webhook.go", "webhookMessages", "webhooks"},
	{"messages_province.go", "provinceMessages", "reports to the system above, and its lists"},
	{"messages_outgoing.go", "outgoingMessages", "addresses that the program calls"},
}

// tableOfCodes is one table for each group of the messages, as the comments in their source divide them.
func tableOfCodes(t *testing.T) string {
	t.Helper()
	statuses := statusesOfCodes(t)
	files, err := filepath.Glob(filepath.Join(root, "model", "messages*[a-z].go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := filepath.Base(file); !strings.HasSuffix(name, "_test.go") &&
			!slices.ContainsFunc(lists, func(l struct{ file, list, heading string }) bool { return l.file == name }) {
			t.Errorf("the codes of model/%s are not listed", name)
		}
	}
	var out strings.Builder
	for _, source := range lists {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, filepath.Join(root, "model", source.file), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		messages := composite(file, source.list)
		if messages == nil {
			t.Fatalf("model/%s has no %s", source.file, source.list)
		}
		writeGroups(t, &out, file, messages, source.heading, statuses)
	}
	return out.String() + "\n"
}

func writeGroups(t *testing.T, out *strings.Builder, file *ast.File, messages *ast.CompositeLit, first string, statuses map[string]string) {
	t.Helper()
	group := ""
	for _, element := range messages.Elts {
		pair := element.(*ast.KeyValueExpr)
		code := text(t, pair.Key)
		sentence := text(t, pair.Value.(*ast.CompositeLit).Elts[1])
		heading := first
		for _, comment := range file.Comments {
			if messages.Lbrace < comment.Pos() && comment.End() < pair.Pos() {
				heading = strings.TrimSpace(comment.Text())
			}
		}
		if heading == "the demo" {
			continue // printed on the command line only
		}
		if heading != group {
			group = heading
			fmt.Fprintf(out, "\n### %s%s\n\n| code | status | sentence |\n|---|---|---|\n", strings.ToUpper(heading[:1]), heading[1:])
		}
		sentence = strings.NewReplacer("%v", "…", "|", `\|`, "<", "&lt;").Replace(sentence)
		fmt.Fprintf(out, "| `%s` | %s | %s |\n", code, statuses[code], sentence)
	}
}

// composite is the composite literal that a variable of a file is set to.
func composite(file *ast.File, name string) *ast.CompositeLit {
	var found *ast.CompositeLit
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Names[0].Name == name && len(spec.Values) == 1 {
			found, _ = spec.Values[0].(*ast.CompositeLit)
		}
		return found == nil
	})
	return found
}

func text(t *testing.T, e ast.Expr) string {
	t.Helper()
	s, err := strconv.Unquote(e.(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// statusesOfCodes finds the kinds that the layers give to codes, and the statuses that api gives to kinds.
func statusesOfCodes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string][]int{"method_not_allowed": {http.StatusMethodNotAllowed}, "internal": {http.StatusInternalServerError}}
	byKind := statusesOfKinds(t)
	give := func(kind, code ast.Expr) {
		status, known := byKind[lastName(kind)]
		literal, constant := code.(*ast.BasicLit)
		if known && constant && literal.Kind == token.STRING {
			if c := text(t, code); c != "method_not_allowed" && !slices.Contains(found[c], status) {
				found[c] = append(found[c], status)
			}
		}
	}
	for _, file := range sources(t, "model", "repository", "service", "api") {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr: // NewError(kind, code, …) and what is built on it
				if name := lastName(n.Fun); name == "TooMany" {
					give(ast.NewIdent("KindTooMany"), n.Args[0])
				}
				for i := range len(n.Args) - 1 {
					give(n.Args[i], n.Args[i+1])
				}
			case *ast.CompositeLit: // Error{Kind: …, Code: …}
				give(valueOf(n, "Kind"), valueOf(n, "Code"))
			}
			return true
		})
	}
	out := map[string]string{}
	for code, statuses := range found {
		slices.Sort(statuses)
		out[code] = strings.Trim(fmt.Sprint(statuses), "[]")
	}
	return out
}

func statusesOfKinds(t *testing.T) map[string]int {
	t.Helper()
	byName := map[string]int{}
	for status := 400; status < 600; status++ {
		byName["Status"+strings.ReplaceAll(http.StatusText(status), " ", "")] = status
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "api/errors.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, element := range composite(file, "statuses").Elts {
		pair := element.(*ast.KeyValueExpr)
		kinds[lastName(pair.Key)] = cmp.Or(byName[lastName(pair.Value)], -1)
	}
	return kinds
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func valueOf(c *ast.CompositeLit, field string) ast.Expr {
	for _, element := range c.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok && lastName(pair.Key) == field {
			return pair.Value
		}
	}
	return nil
}

// sources parses the files of some layers without their tests.
func sources(t *testing.T, folders ...string) []*ast.File {
	t.Helper()
	var files []*ast.File
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			files = append(files, file)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
