package main

import (
	"go/ast"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The budgets of the product. Lines of swag annotations are the document of the API, not the program, and do not count.
const (
	maxFunction = 60
	maxFile     = 300
	hardFile    = 500
)

// overBudget are the files that break the budget, and why.
var overBudget = map[string]string{
	"api/decode.go":        "one strict decoder; its parts check one another and are read together",
	"api/inspection.go":    "request, answer and handler of inspections and submissions stand side by side",
	"model/campaign.go":    "the states of a campaign, its edit and its frozen regions are one set of rules",
	"model/inspection.go":  "target, result, revision and findings are one set of rules",
	"service/importing.go": "the steps from a file to its rows, in their order",
	"service/imports.go":   "the life of an import from the upload to the last corrected row",
}

func fileLines(s source) int {
	n := 0
	for line := range strings.Lines(s.text) {
		annotation, comment := strings.CutPrefix(line, "//")
		if !comment || !strings.HasPrefix(strings.TrimSpace(annotation), "@") {
			n++
		}
	}
	return n
}

func TestFilesKeepTheBudget(t *testing.T) {
	over := map[string]bool{}
	for _, s := range product(t) {
		n := fileLines(s)
		over[s.path] = n > maxFile
		if n > hardFile || n > maxFile && overBudget[s.path] == "" {
			t.Errorf("%s has %d lines, the budget is %d", s.path, n, maxFile)
		}
	}
	for name := range overBudget {
		if !over[name] {
			t.Errorf("%s keeps the budget now, strike it from the list", name)
		}
	}
}

func TestFunctionsKeepTheBudget(t *testing.T) {
	for _, s := range product(t) {
		for _, declaration := range s.file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > maxFunction {
				t.Error(s.at(f, "%s has %d lines, the budget is %d", f.Name.Name, n, maxFunction))
			}
		}
	}
}

// undocumented finds what others may use without a word about it.
func undocumented(s source) (faults []string) {
	for _, declaration := range s.file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc == nil && receiverExported(d) {
				faults = append(faults, s.at(d, "%s has no comment", d.Name.Name))
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				doc, names := specNames(spec)
				for _, name := range names {
					if name.IsExported() && doc == nil && d.Doc == nil {
						faults = append(faults, s.at(name, "%s has no comment", name.Name))
					}
				}
			}
		}
	}
	return faults
}

func receiverExported(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	of := f.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	if generic, ok := of.(*ast.IndexExpr); ok {
		of = generic.X
	}
	name, ok := of.(*ast.Ident)
	return !ok || name.IsExported()
}

func specNames(spec ast.Spec) (doc *ast.CommentGroup, names []*ast.Ident) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		return spec.Doc, []*ast.Ident{spec.Name}
	case *ast.ValueSpec:
		return spec.Doc, spec.Names
	}
	return nil, nil
}

func TestExportedNamesAreDocumented(t *testing.T) {
	described := map[string]bool{}
	for _, s := range product(t) {
		layer, _, _ := strings.Cut(s.path, "/")
		if !slices.Contains([]string{"model", "repository", "service"}, layer) {
			continue
		}
		described[s.dir()] = described[s.dir()] || s.file.Doc != nil
		for _, fault := range undocumented(s) {
			t.Error(fault)
		}
	}
	for dir, ok := range described {
		if !ok {
			t.Errorf("package %s has no comment", dir)
		}
	}
}

// The control.
func TestUndocumentedNamesAreFound(t *testing.T) {
	for text, want := range map[string]int{
		"func F() {}":                                          1,
		"// F does.\nfunc F() {}":                              0,
		"func f() {}":                                          0,
		"type T struct{}\nfunc (t *T) M() {}":                  2,
		"type t struct{}\nfunc (t *t) M() {}":                  0,
		"// T is.\ntype T[K any] struct{}\nfunc (T[K]) M() {}": 1,
		"const (\n\tA = 1\n\t// B is.\n\tB = 2\n)":             1,
		"// All of them.\nconst (\n\tA = 1\n\tB = 2\n)":        0,
		"var A, b int":                                         1,
	} {
		if got := undocumented(parseSource(t, "model/a.go", "package model\n"+text+"\n")); len(got) != want {
			t.Errorf("%q: want %d, got %q", text, want, got)
		}
	}
}

// Names that say nothing gather what belongs elsewhere.
func TestNoFileIsNamedAfterNothing(t *testing.T) {
	empty := []string{"common", "helper", "helpers", "misc", "pkg", "types", "util", "utils"}
	walkFiles(t, func(name string) {
		for part := range strings.SplitSeq(strings.TrimSuffix(name, path.Ext(name)), "/") {
			if slices.Contains(empty, strings.TrimSuffix(part, "_test")) {
				t.Errorf("%s: name it after what it does", name)
			}
		}
	})
}

// A goroutine that nobody waits for outlives its request. Only main starts servers and workers.
func TestGoroutinesStartInMain(t *testing.T) {
	for _, s := range product(t) {
		if s.file.Name.Name == "main" || s.dir() == "repository/dbtest" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if start, ok := n.(*ast.GoStmt); ok {
				t.Error(s.at(start, "a goroutine"))
			}
			return true
		})
	}
}

// The environment is read in package main only.
func TestEnvironmentIsReadInMain(t *testing.T) {
	for _, s := range product(t) {
		if s.file.Name.Name == "main" || s.dir() == "repository/dbtest" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			read, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := read.X.(*ast.Ident); ok && x.Name == "os" && strings.Contains(read.Sel.Name, "nv") {
				t.Error(s.at(read, "os.%s", read.Sel.Name))
			}
			return true
		})
	}
}

var settingLine = regexp.MustCompile(`(?m)^#?(XUNCHA_[A-Z_]+)=`)

func TestEnvExampleListsEverySetting(t *testing.T) {
	var listed []string
	for _, m := range settingLine.FindAllStringSubmatch(readFile(t, "deploy/env.example"), -1) {
		listed = append(listed, m[1])
	}
	if diff := cmp.Diff(settings, listed); diff != "" {
		t.Errorf("deploy/env.example differs (-settings +listed):\n%s", diff)
	}
	// What readConfig asks for is what it lists.
	asked := map[string]bool{}
	_, _ = readConfig(func(name string) string { asked[name] = true; return "" })
	for _, name := range settings {
		if !asked[name] {
			t.Errorf("%s is listed but never read", name)
		}
		delete(asked, name)
	}
	if len(asked) > 0 {
		t.Errorf("read but not listed: %v", asked)
	}
	for _, name := range settings {
		if !strings.Contains(examples, name) {
			t.Errorf("the help does not name %s", name)
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
