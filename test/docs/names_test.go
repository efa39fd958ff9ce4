package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"xuncha/test/harness"
)

var (
	linkPattern = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	blockOf     = regexp.MustCompile("(?ms)^```(\\S*)([^\n]*)\n(.*?)^```$")
	span        = regexp.MustCompile("`([^`\n]+)`")
	heading     = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

// prose is a document without its blocks.
func prose(document string) string { return blockOf.ReplaceAllString(document, "") }

// code is what a document gives as code: its spans and its commands, but not what they print.
func code(document string) []string {
	var found []string
	for _, m := range blockOf.FindAllStringSubmatch(document, -1) {
		if m[1] == "sh" {
			found = append(found, strings.Split(strings.ReplaceAll(m[3], "\\\n", " "), "\n")...)
		}
	}
	for _, m := range span.FindAllStringSubmatch(prose(document), -1) {
		found = append(found, m[1])
	}
	return found
}

// anchors are the names by which the headings of a document are linked to.
func anchors(document string) []string {
	var found []string
	for _, m := range heading.FindAllStringSubmatch(prose(document), -1) {
		found = append(found, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, m[1]))
	}
	return found
}

func TestLinksResolve(t *testing.T) {
	for _, document := range documents {
		for _, m := range linkPattern.FindAllStringSubmatch(prose(read(t, document)), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			path, anchor, _ := strings.Cut(m[1], "#")
			target := document
			if path != "" {
				target = filepath.Join(filepath.Dir(document), path)
			}
			if _, err := os.Stat(filepath.Join(root, target)); err != nil {
				t.Errorf("%s links to %s: %v", document, m[1], err)
			} else if anchor != "" && !slices.Contains(anchors(read(t, target)), anchor) {
				t.Errorf("%s links to %s, but %s has no such heading", document, m[1], target)
			}
		}
	}
}

var (
	filePattern = regexp.MustCompile(`^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+/?$`)
	namePattern = regexp.MustCompile(`^(model|repository|service|api|sheet|dbtest|harness|contract)\.([A-Z]\w*)`)
	homes       = map[string]string{
		"sheet": "service/sheet", "dbtest": "repository/dbtest", "harness": "test/harness", "contract": "test/contract",
	}
)

func TestFilesAndNamesExist(t *testing.T) {
	for _, document := range documents {
		for _, text := range code(read(t, document)) {
			folder, _, _ := strings.Cut(text, "/")
			if info, err := os.Stat(filepath.Join(root, folder)); err == nil && info.IsDir() && filePattern.MatchString(text) {
				if _, err := os.Stat(filepath.Join(root, text)); err != nil && !strings.HasPrefix(text, "bin/") {
					t.Errorf("%s names %s: %v", document, text, err)
				}
			}
			if m := namePattern.FindStringSubmatch(text); m != nil && !declares(t, m[1], m[2]) {
				t.Errorf("%s names %s, which the code does not have", document, m[0])
			}
		}
	}
}

// declares reports whether a package has an exported name. A look at the text is enough: the names are rare words.
func declares(t *testing.T, pkg, name string) bool {
	t.Helper()
	home := pkg
	if h, ok := homes[pkg]; ok {
		home = h
	}
	declared := regexp.MustCompile(`(?m)^(func( \([^)]*\))? |type |const |var |\t)` + name + `\b`)
	files, err := filepath.Glob(filepath.Join(root, home, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(path string) bool {
		text, err := os.ReadFile(path)
		return err == nil && declared.Match(text)
	})
}

var (
	makeCall   = regexp.MustCompile(`^(?:\$ )?make ([a-z][a-z-]*)`)
	makeTarget = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
	xuncha     = regexp.MustCompile("(?:^|[ /(|;&\"`])xuncha ((?:[a-z][a-z-]* ?)+)([^|;&),]*)")
	command    = regexp.MustCompile(`(?m)^  ((?:[a-z][a-z-]* )+)`) // a command below another is listed with its whole name
	option     = regexp.MustCompile(`--[a-z][a-z-]*`)
)

func TestTargetsExist(t *testing.T) {
	var targets []string
	for _, m := range makeTarget.FindAllStringSubmatch(read(t, "Makefile"), -1) {
		targets = append(targets, m[1])
	}
	for _, document := range documents {
		for _, text := range code(read(t, document)) {
			if m := makeCall.FindStringSubmatch(text); m != nil && !slices.Contains(targets, m[1]) {
				t.Errorf("%s names the target %s, but the Makefile has %v", document, m[1], targets)
			}
		}
	}
}

func TestCommandsExist(t *testing.T) {
	help := func(words ...string) (string, []string) {
		_, text, _ := harness.Run(t, harness.Environment{}, append(words, "--help")...)
		_, listed, _ := strings.Cut(text, "Commands:")
		var names []string
		for _, m := range command.FindAllStringSubmatch(listed, -1) {
			listed := strings.Fields(m[1])
			names = append(names, listed[len(listed)-1])
		}
		return text, names
	}
	_, top := help()
	if !slices.Contains(top, "serve") {
		t.Fatalf("the program lists %v", top)
	}
	for _, document := range documents {
		for _, line := range code(read(t, document)) {
			for _, m := range xuncha.FindAllStringSubmatch(line, -1) {
				words := strings.Fields(m[1])
				if !slices.Contains(top, words[0]) {
					t.Errorf("%s names the command %s, but the program has %v", document, m[0], top)
					continue
				}
				text, below := help(words[0])
				if len(below) > 0 && len(words) > 1 {
					if !slices.Contains(below, words[1]) {
						t.Errorf("%s names the command %s, but the program has %v", document, m[0], below)
						continue
					}
					text, _ = help(words[:2]...)
				}
				for _, flag := range option.FindAllString(m[2], -1) {
					if !strings.Contains(text, flag) {
						t.Errorf("%s names the flag %s of %s, which it does not have", document, flag, m[0])
					}
				}
			}
		}
	}
}

// The table of settings has the names and defaults of deploy/env.example, which another test holds to the program.
func TestSettingsAreTrue(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| `(XUNCHA_[A-Z_]+)` \\| (?:`([^`|]*)` )?\\|")
	line := regexp.MustCompile(`(?m)^#(XUNCHA_[A-Z_]+)=(.*)$`)
	list := func(pattern *regexp.Regexp, document string) []string {
		var found []string
		for _, m := range pattern.FindAllStringSubmatch(read(t, document), -1) {
			found = append(found, m[1]+"="+m[2])
		}
		return found
	}
	documented, real := list(row, "docs/operations.md"), list(line, "deploy/env.example")
	if len(real) == 0 || !slices.Equal(documented, real) {
		t.Errorf("docs/operations.md has %v, deploy/env.example has %v", documented, real)
	}
}
