// Package client builds the TypeScript client of docs/client as a front end does, for tests that run it.
package client

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// root is that of the project, from a folder of tests.
const root = "../.."

// Tools is the folder of the npm tools.
func Tools(t testing.TB) string {
	t.Helper()
	tools, err := filepath.Abs(filepath.Join(root, "test/npm/node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(tools, ".bin/tsc")); err != nil {
		t.Fatalf("the npm tools are missing: make lint installs them: %v", err)
	}
	return tools
}

// Build makes a folder whose node_modules has the client, built, and what it needs.
func Build(t testing.TB, flags ...string) string {
	t.Helper()
	folder := t.TempDir()
	home := filepath.Join(folder, "node_modules/xuncha-client")
	if err := os.CopyFS(home, os.DirFS(filepath.Join(root, "docs/client"))); err != nil {
		t.Fatal(err)
	}
	for _, module := range []string{"openapi-fetch", "openapi-typescript-helpers"} {
		if err := os.Symlink(filepath.Join(Tools(t), module), filepath.Join(folder, "node_modules", module)); err != nil {
			t.Fatal(err)
		}
	}
	Compile(t, home, flags...)
	schema, err := os.ReadFile(filepath.Join(home, "schema.d.ts"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(home, "dist/schema.d.ts"), string(schema))
	return folder
}

// Compile runs tsc in a folder with a tsconfig.json.
func Compile(t testing.TB, folder string, flags ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), filepath.Join(Tools(t), ".bin/tsc"), append([]string{"--project", folder}, flags...)...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("tsc: %v\n%s", err, out)
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil { //nolint:gosec // a file of the test's own
		t.Fatal(err)
	}
}
