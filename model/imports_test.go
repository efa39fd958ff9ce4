package model

import (
	"database/sql"
	"database/sql/driver"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCount(t *testing.T) {
	warned := Problems{{Code: "x"}, {Code: "doubled_region_suffix", Warning: true}, {Code: "y", Warning: true}}
	rows := []ImportRow{
		{Outcome: OutcomeCreate, Problems: warned},
		{Outcome: OutcomeCreate},
		{Outcome: OutcomeUpdate},
		{Outcome: OutcomeUnchanged, Problems: warned[:1]},
		{Outcome: OutcomeConflict},
		{Outcome: OutcomeRejected},
		{Outcome: OutcomeRejected, Problems: warned},
		{Outcome: OutcomeDismissed},
	}
	want := ImportCounts{
		CreateCount: 2, UpdateCount: 1, UnchangedCount: 1, ConflictCount: 1, RejectedCount: 2, DismissedCount: 1, WarningCount: 2,
	}
	if diff := cmp.Diff(want, Count(rows)); diff != "" {
		t.Error(diff)
	}
	for _, o := range Outcomes {
		if o.Quarantined() != (o == OutcomeConflict || o == OutcomeRejected) {
			t.Errorf("%s waits for a person: %v", o, o.Quarantined())
		}
	}
}

func TestProblemKeepsItsSentence(t *testing.T) {
	p := NewProblem("code", "row_twice", 22)
	kept, err := Problems{p}.Value()
	if err != nil {
		t.Fatal(err)
	}
	var back Problems
	if err := back.Scan(kept); err != nil {
		t.Fatal(err)
	}
	for _, l := range []Language{Chinese, English} {
		if got, want := back[0].Detail(l), Text(l, "row_twice", 22); got != want || !strings.Contains(got, "22") {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestJSONColumns(t *testing.T) {
	columns := []struct {
		value driver.Valuer
		into  sql.Scanner
		text  string
	}{
		{Problems{}, &Problems{}, `[]`},
		{Problems{{Column: "c", Code: "x", Args: []string{"<"}, Suggestion: "𠮷", Warning: true}}, &Problems{}, ""},
		{Notices{"备 注", `"`}, &Notices{}, ""},
		{Values{"name": "恩施", "extra_cells": "a,b"}, &Values{}, ""},
	}
	for _, c := range columns {
		text, err := c.value.Value()
		if err != nil {
			t.Fatal(err)
		}
		if c.text != "" && text != c.text {
			t.Errorf("%T is kept as %v", c.value, text)
		}
		kept, ok := text.(string)
		if !ok {
			t.Fatalf("%T is kept as %T", c.value, text)
		}
		for _, src := range []any{kept, []byte(kept)} {
			if err := c.into.Scan(src); err != nil {
				t.Fatal(err)
			}
			if again, err := c.into.(driver.Valuer).Value(); err != nil || again != text {
				t.Errorf("%v comes back as %v, %v", text, again, err)
			}
		}
		for _, src := range []any{7, "{", []byte("nonsense")} {
			if err := c.into.Scan(src); err == nil {
				t.Errorf("%v was scanned into %T", src, c.into)
			}
		}
		if err := c.into.Scan(nil); err != nil {
			t.Errorf("NULL into %T: %v", c.into, err)
		}
	}
}
