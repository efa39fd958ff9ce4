package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is one Go file of the product.
type source struct {
	path string // from the root, with slashes
	set  *token.FileSet
	file *ast.File
	text string
}

func (s source) dir() string { return path.Dir(s.path) }

func (s source) at(n ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", s.path, s.set.Position(n.Pos()).Line, fmt.Sprintf(format, args...))
}

// walkFiles calls fn with every file of the project.
func walkFiles(t *testing.T, fn func(name string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && name != "."
		if entry.IsDir() {
			if hidden || slices.Contains([]string{"bin", "data", "node_modules", "testdata"}, entry.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		fn(filepath.ToSlash(name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func parseSource(t *testing.T, name, text string) source {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{name, set, file, text}
}

// product is every Go file but tests and what serves them.
func product(t *testing.T) []source {
	t.Helper()
	var out []source
	walkFiles(t, func(name string) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "test/") {
			return
		}
		out = append(out, parseSource(t, name, readFile(t, name)))
	})
	if len(out) < 60 {
		t.Fatalf("only %d files were found", len(out))
	}
	return out
}

// below says which packages of the program a layer may import. Nothing points up, and every folder must be placed here.
var below = map[string][]string{
	".":                        {"api", "docs", "model", "repository", "service", "service/blobs", "service/demo", "service/document", "service/outgoing", "service/province", "service/province/standin", "service/seal", "service/sheet", "service/sso"},
	"api":                      {"docs", "model", "service", "service/document", "service/sheet"},
	"docs":                     {},
	"docs/generate":            {"docs", "model"},
	"model":                    {},
	"repository":               {"model"},
	"repository/dbtest":        {"repository"},
	"service":                  {"model", "repository", "service/blobs", "service/bulletin", "service/document", "service/outgoing", "service/province", "service/seal", "service/sheet", "service/sso"},
	"service/blobs":            {},
	"service/bulletin":         {"model"},
	"service/demo":             {"model", "service"},
	"service/document":         {"model", "service/sheet"},
	"service/outgoing":         {"model"},
	"service/province":         {"model", "service/sheet"},
	"service/province/standin": {"model", "service/province"},
	"service/seal":             {},
	"service/sheet":            {"model"},
	"service/sso":              {"model"},
}

// owners are the modules and packages that only some folders may import, by the beginning of the import path. service/sso
// has net/http because it speaks to another server, as a client that package main gives it, and service/outgoing because it
// makes the client for all others, such as the webhooks of service, service/province as the system above is called over it; they serve nothing. The stand-in for
// that system serves, as it is the other side.
var owners = map[string][]string{
	"github.com/labstack/":                {"api"},
	"gorm.io/":                            {"repository"},
	"database/sql":                        {"repository", "repository/dbtest"},
	"database/sql/driver":                 {"repository", "model"},
	"github.com/go-sql-driver/":           {"repository", "repository/dbtest"},
	"modernc.org/":                        {"repository"},
	"github.com/pressly/goose":            {"repository"},
	"github.com/alecthomas/kong":          {"."},
	"github.com/xuri/excelize":            {"service/document", "service/sheet"},
	"net/http":                            {".", "api", "docs/generate", "service", "service/outgoing", "service/province", "service/province/standin", "service/sso"},
	"github.com/minio/":                   {"service/blobs"},
	"github.com/cbroglie/mustache":        {"service/bulletin"},
	"github.com/coreos/go-oidc":           {"service/sso"},
	"golang.org/x/oauth2":                 {"service/sso"},
	"github.com/pquerna/otp":              {"service"},
	"log":                                 {".", "api", "docs/generate"},
	"log/slog":                            {".", "api"},
	"os/signal":                           {"."},
	"testing":                             {"repository/dbtest"},
	"github.com/prometheus/client_golang": {".", "api"},
}

func importFaults(s source) (faults []string) {
	allowed, placed := below[s.dir()]
	if !placed {
		faults = append(faults, s.path+": the folder has no place among the layers, give it one in this test")
	}
	for _, spec := range s.file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			panic(err) // the parser has seen to it
		}
		if inner, found := strings.CutPrefix(name, "xuncha/"); found && !slices.Contains(allowed, inner) {
			faults = append(faults, s.at(spec, "%s may not import %s", s.dir(), name))
		}
		for _, prefix := range slices.Sorted(maps.Keys(owners)) {
			if owned(name, prefix) && !slices.Contains(owners[prefix], s.dir()) {
				faults = append(faults, s.at(spec, "%s is for %v only", name, owners[prefix]))
			}
		}
		if s.dir() == "model" && strings.Contains(name, ".") && name != "golang.org/x/text/unicode/norm" {
			faults = append(faults, s.at(spec, "model needs nothing but the standard library"))
		}
	}
	return faults
}

// owned reports whether an import is one of the prefix. The standard library has packages below packages of their own.
func owned(name, prefix string) bool {
	if strings.HasSuffix(prefix, "/") || strings.Contains(prefix, ".") {
		return strings.HasPrefix(name, prefix)
	}
	return name == prefix
}

// forbiddenCalls are those of GORM that change or show rows which their condition does not name, or that leave the
// schema to it.
var forbiddenCalls = []string{"Save", "FirstOrCreate", "FirstOrInit", "Unscoped", "AutoMigrate", "Migrator", "Preload", "Association"}

// finishers take conditions as further arguments, as raw SQL.
var finishers = []string{"First", "Last", "Take", "Find", "Delete"}

func gormFaults(s source) (faults []string) {
	if !strings.HasPrefix(s.path, "repository/") && !strings.HasPrefix(s.path, "model/") {
		return nil
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			called, ok := n.Fun.(*ast.SelectorExpr)
			if !ok {
				break
			}
			if slices.Contains(forbiddenCalls, called.Sel.Name) {
				faults = append(faults, s.at(n, "%s is forbidden", called.Sel.Name))
			}
			if slices.Contains(finishers, called.Sel.Name) && len(n.Args) > 1 && !isCollection(called.X) {
				faults = append(faults, s.at(n, "%s with a condition: it would be raw SQL", called.Sel.Name))
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "gorm" && (n.Sel.Name == "Model" || n.Sel.Name == "DeletedAt") {
				faults = append(faults, s.at(n, "gorm.%s is forbidden", n.Sel.Name))
			}
		case *ast.Field:
			if n.Tag != nil && strings.Contains(n.Tag.Value, "gorm:") {
				faults = append(faults, s.at(n, "rows have no tags of GORM"))
			}
		}
		return true
	})
	return faults
}

// isCollection tells tx.Sites.Delete, ours, from a call on a handle of GORM.
func isCollection(x ast.Expr) bool {
	collection, ok := x.(*ast.SelectorExpr)
	return ok && ast.IsExported(collection.Sel.Name)
}

// clockFaults finds clocks below package main. The API may read one for the deadlines of connections, saying why.
func clockFaults(s source) (faults []string) {
	if s.file.Name.Name == "main" {
		return nil
	}
	lines := strings.Split(s.text, "\n")
	ast.Inspect(s.file, func(n ast.Node) bool {
		read, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := read.X.(*ast.Ident)
		if !ok || x.Name != "time" || !slices.Contains([]string{"Now", "Since", "Until"}, read.Sel.Name) {
			return true
		}
		line := lines[s.set.Position(read.Pos()).Line-1]
		_, reason, found := strings.Cut(line, "//nolint:forbidigo // ")
		if s.dir() == "api" && (read.Sel.Name == "Since" || found && reason != "") {
			return true
		}
		faults = append(faults, s.at(read, "time.%s below package main: the clock is a parameter", read.Sel.Name))
		return true
	})
	return faults
}

// hostFaults are uses of what a caller says about our name and scheme: no link, and no decision, may come of it.
func hostFaults(s source) (faults []string) {
	if s.dir() != "api" {
		return nil
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if read, ok := n.(*ast.SelectorExpr); ok && slices.Contains([]string{"Host", "Scheme", "IsTLS"}, read.Sel.Name) {
			faults = append(faults, s.at(read, "%s is what the caller says", read.Sel.Name))
		}
		return true
	})
	return faults
}

func TestLayers(t *testing.T) {
	for _, s := range product(t) {
		for _, check := range []func(source) []string{importFaults, gormFaults, clockFaults, hostFaults} {
			for _, fault := range check(s) {
				t.Error(fault)
			}
		}
	}
}

// The control: each rule finds what it forbids, and leaves alone what it does not.
func TestLayersFindsFaults(t *testing.T) {
	cases := []struct {
		path, text string
		faults     int
	}{
		{"model/a.go", `import "xuncha/repository"`, 1},
		{"model/a.go", `import "golang.org/x/text/width"`, 1},
		{"model/a.go", `import ("database/sql/driver"; "golang.org/x/text/unicode/norm"; "strings")`, 0},
		{"model/a.go", `import "database/sql"`, 1},
		{"repository/a.go", `import "xuncha/service"`, 1},
		{"repository/a.go", `import ("xuncha/model"; "gorm.io/gorm"; "database/sql")`, 0},
		{"repository/a.go", `import "net/http"`, 1},
		{"service/a.go", `import "xuncha/api"`, 1},
		{"service/a.go", `import "gorm.io/gorm/clause"`, 1},
		{"service/a.go", `import "xuncha/repository/dbtest"`, 1},
		{"service/sheet/a.go", `import ("log/slog"; "net/http"; "net/url")`, 2},
		{"service/sheet/a.go", `import "xuncha/repository"`, 1},
		{"api/a.go", `import ("xuncha/repository"; "github.com/labstack/echo/v4")`, 1},
		{"service/a.go", `import "github.com/labstack/echo/v4"`, 1},
		{"service/new/a.go", ``, 1},
		{"repository/a.go", `func f() { db.Save(&x); db.Where("a").Unscoped() }`, 2},
		{"repository/a.go", `func f() { db.First(&x, "1 OR 1=1"); db.Find(&x); tx.Sites.Delete(ctx, s, id, v) }`, 1},
		{"repository/a.go", `type T struct { gorm.Model }`, 1},
		{"model/a.go", "type T struct { A bool `gorm:\"default:true\"` }", 1},
		{"service/a.go", `func f() { return time.Now() }`, 1},
		{"service/a.go", `func f() { return time.Now() } //nolint:forbidigo // because`, 1},
		{"service/a.go", `func f() { return time.Since(x) }`, 1},
		{"service/a.go", `func f() { a := time.Now; time.After(1) }`, 1},
		{"api/a.go", `func f() { return time.Now() } //nolint:forbidigo // because`, 0},
		{"api/a.go", `func f() { return time.Now() } //nolint:forbidigo`, 1},
		{"api/a.go", `func f() { return c.Scheme() + c.Request().Host }`, 2},
	}
	for _, c := range cases {
		s := parseSource(t, c.path, "package "+path.Base(path.Dir(c.path))+"\n"+c.text+"\n")
		var faults []string
		for _, check := range []func(source) []string{importFaults, gormFaults, clockFaults, hostFaults} {
			faults = append(faults, check(s)...)
		}
		if len(faults) != c.faults {
			t.Errorf("%s: %s: want %d faults, got %q", c.path, c.text, c.faults, faults)
		}
	}
}
