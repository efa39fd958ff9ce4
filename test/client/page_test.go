package client

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

func TestMain(m *testing.M) { dbtest.Main(m, harness.RemoveProgram) }

const page = "docs/front-end.md"

var (
	block  = regexp.MustCompile("(?ms)^```ts( browser)?\n(.*?)^```$")
	prints = regexp.MustCompile(`// → (.*)`)
)

// program is what the page shows: the blocks that run, in their order, and those that need a browser.
func program(t *testing.T) (runs, browser string, want []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, page))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range block.FindAllStringSubmatch(string(text), -1) {
		if m[1] != "" {
			browser += m[2]
			continue
		}
		runs += m[2]
		for _, p := range prints.FindAllStringSubmatch(m[2], -1) {
			want = append(want, p[1])
		}
	}
	if len(want) < 10 || browser == "" {
		t.Fatalf("%s shows only %d results, and for a browser %q", page, len(want), browser)
	}
	return runs, browser, want
}

const settings = `{
	"extends": "./node_modules/xuncha-client/tsconfig.json",
	"compilerOptions": {"outDir": "out", "declaration": false, "noUnusedLocals": false},
	"files": ["page.ts", "client_test.ts"]
}`

// prepare makes a folder with the page as a program, compiled as strictly as the client itself.
func prepare(t *testing.T) (folder string, want []string) {
	t.Helper()
	folder = Build(t)
	runs, browser, want := program(t)
	tests, err := os.ReadFile("client_test.ts")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "package.json"), `{"type": "module"}`)
	write(t, filepath.Join(folder, "tsconfig.json"), settings)
	write(t, filepath.Join(folder, "page.ts"), "declare const baseUrl: string;\n"+runs+browser)
	write(t, filepath.Join(folder, "client_test.ts"), string(tests))
	write(t, filepath.Join(folder, "run.mjs"), "globalThis.baseUrl = process.argv[3];\nawait import(process.argv[2]);\n")
	Compile(t, folder)
	return folder, want
}

// node runs a compiled program and answers what it printed.
func node(t *testing.T, folder, name, base string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "node", "run.mjs", "./out/"+name, base)
	command.Dir = folder
	var out, faults bytes.Buffer
	command.Stdout, command.Stderr = &out, &faults
	if err := command.Run(); err != nil {
		t.Fatalf("node: %v\n%s%s", err, out.String(), faults.String())
	}
	return out.String()
}

// The page for front ends is a program that compiles, runs against the service and prints what the page says. What it does not
// show of the client is tried without a service.
func TestFrontEnds(t *testing.T) {
	folder, want := prepare(t)
	t.Run("the page", func(t *testing.T) {
		server := harness.Serve(t, dbtest.SQLiteAddress(t))
		fill(server.Admin(t))
		printed := strings.Split(strings.TrimSpace(node(t, folder, "page.js", server.URL)), "\n")
		for i := range printed {
			printed[i] = strings.TrimSpace(printed[i])
		}
		if diff := cmp.Diff(want, printed); diff != "" {
			t.Errorf("what %s says (-) and what its program printed (+):\n%s", page, diff)
		}
	})
	t.Run("the client", func(t *testing.T) {
		if printed := node(t, folder, "client_test.js", ""); !strings.Contains(printed, "7 tests, 0 failed") {
			t.Error(printed)
		}
	})
}

type object map[string]any

// fill makes what the page speaks of: somebody who logs in for the first time, sites, and a round that is open.
func fill(c harness.Client) {
	post := func(path string, body object) {
		c.Do(http.StatusCreated, http.MethodPost, path, body)
	}
	post("/users", object{"name": "enshi-01", "role": "admin", "region_code": "4228", "password": "correct horse battery staple"})
	post("/organizations", object{"name": "恩施市人民政府办公室", "region_code": "422801"})
	for i, name := range []string{"市政府", "教育局", "卫健局"} {
		post("/sites", object{
			"code": fmt.Sprintf("422801%04d", i+1), "name": name, "home_url": fmt.Sprintf("http://s%d.example.gov.cn/", i+1), "organization_id": 1,
		})
	}
	post("/campaigns", object{"title": "抽查", "year": 2022, "round": 3, "region_code": "422801", "monitoring_date": "2022-09-30"})
	c.Do(http.StatusOK, http.MethodPost, "/campaigns/422801-2022-3/open", nil, "If-Match", `"1"`)
}
