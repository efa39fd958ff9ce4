package harness

import "testing"

// Path is where the program of the tests lies, for scripts that call it by its name.
func Path(t testing.TB) string {
	t.Helper()
	return programPath(t)
}
