package model

import "slices"

// UserFilter selects users; the zero value selects all.
type UserFilter struct {
	Region Scope
	Role   Role
	State  UserState
	Query  string
}

// Managed are the users whom an actor manages: those of its area with a role that it may give.
type Managed struct {
	Area  Scope
	Roles []Role
}

// countyGives are the roles that the administrator of a county gives.
var countyGives = []Role{RoleCountyAdmin, RoleUnitStaff, RoleViewer}

// Manages answers which users the actor manages.
func (a Actor) Manages() Managed {
	m := Managed{Area: a.Scope}
	switch a.Role {
	case RoleAdmin:
		m.Roles = Roles
	case RoleCountyAdmin:
		m.Roles = countyGives
	default:
		m.Area = ""
	}
	return m
}

// Covers reports whether a user with the role in the scope is one of those managed.
func (m Managed) Covers(role Role, scope Scope) bool {
	within, ok := m.Area.Narrow(scope)
	return ok && within == scope && scope != "" && slices.Contains(m.Roles, role)
}
