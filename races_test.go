package main

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// starters are the functions and methods of a package's files that start goroutines, by themselves or by calling
// functions that do.
func starters(files []source) map[string]bool {
	starts, calls := map[string]bool{}, map[string][]string{}
	for _, s := range files {
		for _, declaration := range s.file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					starts[f.Name.Name] = true
				case *ast.CallExpr:
					switch called := ast.Unparen(n.Fun).(type) {
					case *ast.SelectorExpr:
						if called.Sel.Name == "Go" {
							starts[f.Name.Name] = true
						}
					case *ast.Ident:
						calls[called.Name] = append(calls[called.Name], f.Name.Name)
					}
				}
				return true
			})
		}
	}
	for found := true; found; {
		found = false
		for callee, callers := range calls {
			for _, caller := range callers {
				if starts[callee] && !starts[caller] {
					starts[caller], found = true, true
				}
			}
		}
	}
	return starts
}

// setting is what test/run.sh sets a variable to.
func setting(t *testing.T, name string) string {
	t.Helper()
	var value strings.Builder
	for _, m := range regexp.MustCompile(`(?m)^`+name+`\+?=(?:'([^']*)'|\(([^)]*)\))$`).FindAllStringSubmatch(readFile(t, "test/run.sh"), -1) {
		value.WriteString(m[1] + m[2])
	}
	if value.Len() == 0 {
		t.Fatalf("test/run.sh does not set %s", name)
	}
	return value.String()
}

// Tests in which several do something at once run with the race detector: those of the packages that test/run.sh does not name
// as plain, and of the services those that it names.
func TestWhatHappensAtOnceIsWatched(t *testing.T) {
	var plain []string
	for folder := range strings.FieldsSeq(setting(t, "plain")) {
		plain = append(plain, strings.TrimSuffix(strings.TrimPrefix(folder, "./"), "/..."))
	}
	watched, walks := regexp.MustCompile(setting(t, "at_once")), regexp.MustCompile(setting(t, "walks"))
	packages := map[string][]source{}
	walkFiles(t, func(name string) {
		if folder := path.Dir(name); strings.HasSuffix(name, ".go") && slices.Contains(plain, folder) {
			packages[folder] = append(packages[folder], parseSource(t, name, readFile(t, name)))
		}
	})
	if len(packages["service"]) < 60 || len(packages) < len(plain)-2 {
		t.Fatalf("only %d packages were found, and %d files of the services", len(packages), len(packages["service"]))
	}
	for folder, files := range packages {
		for name := range starters(files) {
			switch isTest := strings.HasPrefix(name, "Test"); {
			case strings.HasPrefix(folder, "test/"): // they watch the program that they start
			case folder != "service":
				t.Errorf("%s of %s starts a goroutine, but the package runs without the race detector", name, folder)
			case isTest && !watched.MatchString(name) && !walks.MatchString(name):
				t.Errorf("%s starts goroutines, but test/run.sh does not name it", name)
			}
		}
	}
}

func TestStartersAreFound(t *testing.T) {
	text := "package p\nfunc TestA(t *T) { b() }\nfunc b() { g.Go(c) }\nfunc c() {}\nfunc TestD(t *T) { c(); go c() }\nfunc TestE(t *T) { c() }\n"
	got := starters([]source{parseSource(t, "p/p_test.go", text)})
	if !got["TestA"] || !got["TestD"] || got["TestE"] || got["c"] {
		t.Errorf("%v", got)
	}
}
