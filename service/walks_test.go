package service_test

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// property is rapid.Check so many times over, and half as often on MariaDB, where a walk takes two to three times as long: what
// differs there are statements, not the steps that lead to them.
func property(t *testing.T, times int, fn func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks").Value
	of := checks.String()
	n, err := strconv.Atoi(of)
	if n *= times; strings.HasSuffix(t.Name(), "/mariadb") {
		n = (n + 1) / 2
	}
	if err == nil {
		err = checks.Set(fmt.Sprint(n))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Set(of) }()
	rapid.Check(t, fn)
}
