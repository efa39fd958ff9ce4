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
	Moves []Move[S, V]
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

// Mermaid is the table as a state diagram.
func (m Machine[S, V]) Mermaid() string {
	var b strings.Builder
	fmt.Fprintf(&b, "stateDiagram-v2\n    [*] --> %s\n", m.Start)
	for _, move := range m.Moves {
		for _, from := range move.From {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, move.To, move.Verb)
		}
	}
	return b.String()
}

// Diagram is a Machine of any kind, as the documents print it.
type Diagram interface {
	Name() string
	Mermaid() string
}

// Machines lists the tables of states of the program, in the order in which docs/states.md prints them.
var Machines = []Diagram{campaignMachine, inspectionMachine, lifeMachine, organizationMachine, findingMachine}
