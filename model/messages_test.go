package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var verbPattern = regexp.MustCompile(`%[^\p{L}]*[\p{L}%]?`)

func TestMessagesHaveBothLanguages(t *testing.T) {
	for code, m := range messages {
		zh, en := verbPattern.FindAllString(m.zh, -1), verbPattern.FindAllString(m.en, -1)
		if m.zh == "" || m.en == "" {
			t.Errorf("%s lacks a language", code)
		}
		if len(zh) != len(en) {
			t.Errorf("%s has %d arguments in Chinese and %d in English", code, len(zh), len(en))
		}
		for _, verb := range append(zh, en...) {
			if verb != "%v" {
				t.Errorf("%s uses %s: arguments are written with %%v and stand in one order", code, verb)
			}
		}
	}
}

// codeAt says which argument of a function is a code, and which is the first of the sentence's arguments; 0 where they
// do not follow.
var codeAt = map[string]struct{ code, args int }{
	"NewError":         {1, 2},
	"InvalidField":     {1, 2},
	"NewProblem":       {1, 2},
	"add":              {1, 2},
	"suggest":          {1, 3},
	"suggestIf":        {1, 0},
	"explain":          {0, 1},
	"explainIndicator": {0, 0},
	"recordOnly":       {0, 0},
	"reject":           {1, 2},
	"conflict":         {1, 2},
	"fault":            {1, 2},
	"fixed":            {2, 0},
	"report":           {3, 4},
}

var codeHolders = map[string]bool{"Error": true, "FieldError": true, "Problem": true, "ExplanationLine": true}

// use is one place that names a code. args is the number of its arguments, or -1 where that cannot be read off.
type use struct {
	code, place string
	args        int
}

func TestEveryCodeHasAMessage(t *testing.T) {
	files := token.NewFileSet()
	var uses []use
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() != ".." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		uses = append(uses, codeUses(files, file)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, u := range uses {
		named[u.code] = true
		m, ok := messages[u.code]
		if !ok {
			t.Errorf("%s: the code %q has no message", u.place, u.code)
			continue
		}
		if want := strings.Count(m.en, "%v"); u.args >= 0 && u.args != want {
			t.Errorf("%s: the message of %q takes %d arguments, not %d", u.place, u.code, want, u.args)
		}
	}
	for _, code := range []string{"not_found", "invalid_fields", "out_of_range", "scaled", "veto_found", "not_counted_after_veto"} {
		if !named[code] {
			t.Errorf("the use of %q was not found: the search is broken", code)
		}
	}
}

// codeUses finds the codes that stand as literals; one that is held in a variable is not seen.
func codeUses(files *token.FileSet, file *ast.File) []use {
	var uses []use
	note := func(e ast.Expr, args int) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if code, err := strconv.Unquote(lit.Value); err == nil {
			uses = append(uses, use{code, files.Position(lit.Pos()).String(), args})
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			at, ok := codeAt[nameOf(n.Fun)]
			if !ok || len(n.Args) <= at.code {
				return true
			}
			args := -1
			if at.args > 0 && !n.Ellipsis.IsValid() {
				args = max(len(n.Args)-at.args, 0)
			}
			note(n.Args[at.code], args)
		case *ast.CompositeLit:
			if !codeHolders[nameOf(n.Type)] {
				return true
			}
			for _, element := range n.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok && nameOf(pair.Key) == "Code" {
					note(pair.Value, -1)
				}
			}
		}
		return true
	})
	return uses
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
