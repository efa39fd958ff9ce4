package main

import (
	"fmt"
	"strings"

	"xuncha/model"
)

type policyCommand struct{}

// Run prints the table of rights, as docs/policy.md has it.
func (policyCommand) Run(p program) error {
	_, err := fmt.Fprint(p.stdout, policyTable())
	return err
}

// policyTable is the policy in Markdown: a row for each operation, a column for each role.
func policyTable() string {
	var b strings.Builder
	b.WriteString("| operation | permission |")
	line := "|---|---|"
	for _, role := range model.Roles {
		fmt.Fprintf(&b, " %s |", role)
		line += "---|"
	}
	b.WriteString("\n" + line + "\n")
	for _, rule := range model.Policy {
		fmt.Fprintf(&b, "| `%s` | `%s` |", rule.Operation, rule.Permission)
		for _, role := range model.Roles {
			reach := rule.Reach(role)
			if reach == "" {
				reach = "—"
			}
			fmt.Fprintf(&b, " %s |", reach)
		}
		b.WriteString("\n")
	}
	return b.String()
}
