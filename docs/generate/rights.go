package main

import (
	"fmt"

	"xuncha/model"
)

// addRights writes the row of the policy to the operation: the permission it needs and, for each role that has it, which
// things it gets to. A foreign thing is answered like an unknown one.
func (o operation) addRights() error {
	rule, ok := model.RuleOf(o.OperationID)
	if !ok {
		return fmt.Errorf("the policy has no row for it")
	}
	roles := map[string]string{}
	for _, role := range model.Roles {
		if reach := rule.Reach(role); reach != "" && rule.Permission != model.Public {
			roles[string(role)] = reach
		}
	}
	if o.Extensions == nil {
		o.Extensions = map[string]any{}
	}
	o.Extensions["x-authz"] = map[string]any{
		"permission": rule.Permission, "about": rule.About, "roles": roles, "foreign": 404,
	}
	return nil
}
