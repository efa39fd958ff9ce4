package model

import "slices"

// MaxLoginName is the length of the name that is typed at the login, in characters.
const MaxLoginName = 64

// UserEdit is what somebody who manages users may set.
type UserEdit struct {
	Name           string
	DisplayName    string
	Role           Role
	RegionCode     Scope
	OrganizationID OptionalID
	Scopes         Set[Permission]
}

// Normalize checks all fields at once. The scope of unit staff may be left out: it is the region of their organization.
func (e UserEdit) Normalize() (UserEdit, error) {
	var c checker
	e.Name = c.required("name", e.Name, MaxLoginName)
	if n := len([]rune(Key(e.Name))); n > MaxLoginName && !c.has("name") {
		c.add("name", "too_long", MaxLoginName)
	}
	e.DisplayName = c.optional("display_name", e.DisplayName, MaxName)
	oneOf(&c, "role", e.Role, Roles)
	if !e.RegionCode.Valid() && (e.RegionCode != "" || e.Role != RoleUnitStaff) {
		c.add("region_code", "not_a_scope")
	}
	switch {
	case e.Role == RoleUnitStaff && e.OrganizationID == 0:
		c.add("organization_id", "required")
	case e.Role != RoleUnitStaff && e.OrganizationID != 0:
		c.add("organization_id", "only_unit_staff")
	}
	e.Scopes = c.scopes("scopes", e.Role, e.Scopes)
	return e, c.err()
}

// scopes checks the permissions to which a role is narrowed, and answers each of them once, in their order.
func (c *checker) scopes(field string, role Role, scopes Set[Permission]) Set[Permission] {
	for _, p := range scopes {
		switch {
		case !slices.Contains(Permissions, p):
			c.add(field, "not_a_permission")
		case !role.Has(p):
			c.add(field, "permission_not_of_role", string(p))
		}
	}
	if role == RoleIntegration && len(scopes) == 0 {
		c.add(field, "required")
	}
	ordered := Set[Permission]{}
	for _, p := range Permissions {
		if scopes.Has(p) {
			ordered = append(ordered, p)
		}
	}
	return ordered
}

// Apply takes the edit into the row and keeps the derived columns with it.
func (u *User) Apply(e UserEdit) {
	u.Name, u.DisplayName, u.Role, u.Scope = e.Name, e.DisplayName, e.Role, e.RegionCode
	u.OrganizationID, u.Permissions = e.OrganizationID, e.Scopes
	u.NameKey, u.SearchText = Key(e.Name), searchText(e.Name, e.DisplayName)
}

// Edit is the row as it may be set; a PATCH is decoded over it.
func (u User) Edit() UserEdit {
	return UserEdit{u.Name, u.DisplayName, u.Role, u.Scope, u.OrganizationID, slices.Clone(u.Permissions)}
}

// SameRights reports whether two rows of a user may do the same.
func (u User) SameRights(other User) bool {
	return u.Role == other.Role && u.Scope == other.Scope && u.OrganizationID == other.OrganizationID &&
		slices.Equal(u.Permissions, other.Permissions) && u.State == other.State
}

// ManagesUsers reports whether the user is one of the administrators of whom one must always be left.
func (u User) ManagesUsers() bool {
	return u.State == UserActive && u.Role == RoleAdmin && (len(u.Permissions) == 0 || u.Permissions.Has(ManageUsers))
}

// UserVerb is what somebody who manages users does with one.
type UserVerb string

// The verbs of a user.
const (
	VerbDisable     UserVerb = "disable"
	VerbEnable      UserVerb = "enable"
	VerbSetPassword UserVerb = "set-password"
)

// A password may be set in every state: who is kept out has one with the way back in.
var userMachine = Machine[UserState, UserVerb]{
	Noun: "user", Start: UserActive,
	Moves: []Move[UserState, UserVerb]{
		{VerbDisable, []UserState{UserActive}, UserDisabled},
		{VerbEnable, []UserState{UserDisabled}, UserActive},
		{VerbSetPassword, []UserState{UserActive}, UserActive},
		{VerbSetPassword, []UserState{UserDisabled}, UserDisabled},
	},
}

// Actions lists the verbs that the state allows.
func (s UserState) Actions() []string { return userMachine.Verbs(s) }

// Disable keeps the user out.
func (u *User) Disable() error { return u.move(VerbDisable) }

// Enable lets the user in again.
func (u *User) Enable() error { return u.move(VerbEnable) }

func (u *User) move(verb UserVerb) error {
	to, err := userMachine.Next(u.State, verb)
	if err != nil {
		return err
	}
	u.State = to
	return nil
}

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
	switch a.Role { //nolint:exhaustive // the others manage nobody
	case RoleAdmin:
		return Managed{Area: a.Scope, Roles: Roles}
	case RoleCountyAdmin:
		return Managed{Area: a.Scope, Roles: countyGives}
	}
	return Managed{}
}

// Check is the refusal of a role or a scope that is not the manager's to give, nil when both are.
func (m Managed) Check(role Role, scope Scope) error {
	var c checker
	if !slices.Contains(m.Roles, role) {
		c.add("role", "role_not_yours")
	}
	if within, ok := m.Area.Narrow(scope); !ok || within != scope {
		c.add("region_code", "unknown_reference")
	}
	return c.err()
}

// Covering lists the scopes that cover all of s: itself, those above it, and all.
func (s Scope) Covering() []Scope {
	above := []Scope{ScopeAll}
	if s == ScopeAll {
		return above
	}
	for n := 2; n <= len(s); n += 2 {
		above = append(above, s[:n])
	}
	return above
}
