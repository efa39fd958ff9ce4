package main

import (
	"fmt"
	"strings"

	"xuncha/model"
)

type policyCommand struct{}

// Run prints the table of rights, as docs/policy.md has it.
func (policyCommand) Run(p program) error {
	return p.tell(policyLines(), func() error {
		_, err := fmt.Fprint(p.stdout, policyTable())
		return err
	})
}

type policyLine struct {
	Operation  string                `json:"operation"`
	Permission model.Permission      `json:"permission"`
	Reach      map[model.Role]string `json:"reach"` // of each role that may do it
}

func policyLines() (table listed[policyLine]) {
	for _, rule := range model.Policy {
		line := policyLine{rule.Operation, rule.Permission, map[model.Role]string{}}
		for _, role := range model.Roles {
			if reach := rule.Reach(role); reach != "" {
				line.Reach[role] = reach
			}
		}
		table.Items = append(table.Items, line)
	}
	return table
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
