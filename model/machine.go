package model

import (
	"fmt"
	"slices"
	"strings"
)

// Machine is the table of states of one kind of thing: which verb leads from which states to which. A verb that is in no
// row is refused, and the refusal names those that are allowed.
type Machine[S, V ~string] struct {
	Noun  string // what has the states, as docs/states.md calls it
	Start S
	Other []S // states in which some things begin instead, as what needs nothing done
	Moves []Move[S, V]
	// Follows are the moves that nobody makes: they follow from the time, or from another thing. Their verbs say from what.
	Follows []Move[S, V]
}

// Move is a row of a Machine.
type Move[S, V ~string] struct {
	Verb V
	From []S
	To   S
}

// Next is the state that a verb leads to.
func (m Machine[S, V]) Next(from S, verb V) (S, error) {
	for _, move := range m.Moves {
		if move.Verb == verb && slices.Contains(move.From, from) {
			return move.To, nil
		}
	}
	return from, m.Refuse(from)
}

// Follow is the state that a move leads to which nobody makes.
func (m Machine[S, V]) Follow(from S, verb V) (S, bool) {
	for _, move := range m.Follows {
		if move.Verb == verb && slices.Contains(move.From, from) {
			return move.To, true
		}
	}
	return from, false
}

// Refuse is the answer to a verb that the state does not allow.
func (m Machine[S, V]) Refuse(from S) error {
	return NewError(KindConflict, "wrong_state", string(from), strings.Join(m.Verbs(from), ", "))
}

// Verbs lists the verbs that a state allows, in the order of the table.
func (m Machine[S, V]) Verbs(from S) []string {
	verbs := []string{}
	for _, move := range m.Moves {
		if slices.Contains(move.From, from) && !slices.Contains(verbs, string(move.Verb)) {
			verbs = append(verbs, string(move.Verb))
		}
	}
	return verbs
}

// Name is the noun of the machine.
func (m Machine[S, V]) Name() string { return m.Noun }

// Begin lists the states that a thing may begin in.
func (m Machine[S, V]) Begin() []string {
	states := []string{string(m.Start)}
	for _, s := range m.Other {
		states = append(states, string(s))
	}
	return states
}

// Step is a Move from one of its states, as text. One that follows is nobody's to make.
type Step struct {
	Verb, From, To string
	Follows        bool
}

// Steps lists the moves from each state, in the order of the table.
func (m Machine[S, V]) Steps() []Step {
	var steps []Step
	for i, moves := range [][]Move[S, V]{m.Moves, m.Follows} {
		for _, move := range moves {
			for _, from := range move.From {
				steps = append(steps, Step{string(move.Verb), string(from), string(move.To), i == 1})
			}
		}
	}
	return steps
}

// Try is Next of a state and a verb as text.
func (m Machine[S, V]) Try(from, verb string) (string, error) {
	to, err := m.Next(S(from), V(verb))
	return string(to), err
}

// Mermaid is the table as a state diagram.
func (m Machine[S, V]) Mermaid() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, state := range m.Begin() {
		fmt.Fprintf(&b, "    [*] --> %s\n", state)
	}
	for _, step := range m.Steps() {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", step.From, step.To, step.Verb)
	}
	return b.String()
}

// Diagram is a Machine of any kind, as the documents print it and a test goes through it.
type Diagram interface {
	Name() string
	Begin() []string
	Steps() []Step
	Try(from, verb string) (string, error)
	Mermaid() string
}

// Machines lists the tables of states of the program, in the order in which docs/states.md prints them.
var Machines = []Diagram{
	campaignMachine, inspectionMachine, reviewedMachine, findingMachine, lifeMachine, organizationMachine,
	importMachine, importRowMachine, userMachine, tokenMachine,
	selfCheckMachine, filingMachine, bulletinMachine,
	reportMachine, reportRowMachine, reconciliationMachine, reconciliationRowMachine, webhookMachine, deliveryMachine,
}
