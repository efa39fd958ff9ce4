package model

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// statesOf lists the states of a table, the first one first.
func statesOf(m Diagram) []string {
	states := m.Begin()
	for _, s := range m.Steps() {
		for _, state := range []string{s.From, s.To} {
			if !slices.Contains(states, state) {
				states = append(states, state)
			}
		}
	}
	return states
}

func TestMachinesAreTables(t *testing.T) {
	names := map[string]bool{}
	for _, m := range Machines {
		t.Run(m.Name(), func(t *testing.T) {
			if names[m.Name()] || m.Name() == "" {
				t.Errorf("the name %q stands twice", m.Name())
			}
			names[m.Name()] = true
			leads := map[[2]string]bool{}
			for _, s := range m.Steps() {
				if leads[[2]string{s.Verb, s.From}] {
					t.Errorf("%s stands twice for %s", s.Verb, s.From)
				}
				leads[[2]string{s.Verb, s.From}] = true
				if s.Verb == "" || s.From == "" || s.To == "" {
					t.Errorf("%+v has no name", s)
				}
			}
			for _, state := range unreached(m) {
				t.Errorf("nothing leads to %s", state)
			}
		})
	}
}

// unreached lists the states to which no moves lead from the first one.
func unreached(m Diagram) []string {
	reached := map[string]bool{}
	for _, state := range m.Begin() {
		reached[state] = true
	}
	for before := 0; before != len(reached); {
		before = len(reached)
		for _, s := range m.Steps() {
			if reached[s.From] {
				reached[s.To] = true
			}
		}
	}
	return slices.DeleteFunc(statesOf(m), func(state string) bool { return reached[state] })
}

func TestWhatLeadsNowhereIsFound(t *testing.T) {
	m := Machine[string, string]{
		Noun: "x", Start: "a", Moves: []Move[string, string]{{"v", []string{"a"}, "b"}, {"w", []string{"c"}, "a"}},
	}
	if got := unreached(m); !slices.Equal(got, []string{"c"}) {
		t.Errorf("%v", got)
	}
}

// A walk through a table goes only where its rows lead, and what is refused names what is allowed, exactly.
func TestMachinesWalk(t *testing.T) {
	for _, m := range Machines {
		t.Run(m.Name(), func(t *testing.T) {
			verbs := map[string]bool{"no such verb": true}
			for _, s := range m.Steps() {
				verbs[s.Verb] = true
			}
			words := slices.Sorted(maps.Keys(verbs))
			rapid.Check(t, func(t *rapid.T) {
				state := rapid.SampledFrom(statesOf(m)).Draw(t, "from")
				for range rapid.IntRange(1, 20).Draw(t, "moves") {
					state = walk(t, m, state, rapid.SampledFrom(words).Draw(t, "verb"))
				}
			})
		})
	}
}

func walk(t *rapid.T, m Diagram, from, verb string) string {
	var allowed []string
	want := ""
	for _, s := range m.Steps() {
		switch {
		case s.Follows || s.From != from:
		case s.Verb == verb:
			want = s.To
			fallthrough
		default:
			if !slices.Contains(allowed, s.Verb) {
				allowed = append(allowed, s.Verb)
			}
		}
	}
	to, err := m.Try(from, verb)
	if want != "" {
		if err != nil || to != want {
			t.Fatalf("%s from %s leads to %s, %v, not to %s", verb, from, to, err, want)
		}
		return to
	}
	var refused *Error
	if !errors.As(err, &refused) || refused.Kind != KindConflict || refused.Code != "wrong_state" || to != from {
		t.Fatalf("%s from %s: %s, %v", verb, from, to, err)
	}
	if refused.Args[0] != from || refused.Args[1] != strings.Join(allowed, ", ") {
		t.Fatalf("%s from %s is refused with %v, but %v are allowed", verb, from, refused.Args, allowed)
	}
	return from
}

// What a row of an import may do is what its table says, whatever its outcome.
func TestRowsOfImportsKeepToTheirTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := ImportRow{
			Outcome: rapid.SampledFrom(append([]Outcome{""}, Outcomes...)).Draw(t, "outcome"),
			Applied: rapid.Bool().Draw(t, "applied"),
		}
		before := row.State()
		dismissed := row
		to, refusal := importRowMachine.Next(before, VerbDismissRow)
		if err := dismissed.Dismiss("x"); (err == nil) != (refusal == nil) || dismissed.State() != to {
			t.Fatalf("dismiss from %s: %s, %v", before, dismissed.State(), err)
		}
		to, refusal = importRowMachine.Next(before, VerbCorrectRow)
		if err := row.Correct(Values{}); (err == nil) != (refusal == nil) || row.State() != to {
			t.Fatalf("correct from %s: %s, %v", before, row.State(), err)
		}
	})
}
