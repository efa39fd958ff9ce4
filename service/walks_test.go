package service_test

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// property is rapid.Check, half as often on MariaDB, where a walk takes two to three times as long: what differs there are
// statements, not the steps that lead to them.
func property(t *testing.T, fn func(*rapid.T)) {
	t.Helper()
	if strings.HasSuffix(t.Name(), "/mariadb") {
		checks := flag.Lookup("rapid.checks").Value
		of := checks.String()
		n, err := strconv.Atoi(of)
		if err == nil {
			err = checks.Set(fmt.Sprint((n + 1) / 2))
		}
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = checks.Set(of) }()
	}
	rapid.Check(t, fn)
}
