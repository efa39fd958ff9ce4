package model

import (
	"slices"
	"strconv"
)

// Role is what a caller is in the work; it decides what may be done, the Scope decides where.
type Role string

// The roles, from the people who use the service.
const (
	RoleAdmin       Role = "admin"
	RoleCountyAdmin Role = "county_admin"
	RoleInspector   Role = "inspector"
	RoleReviewer    Role = "reviewer"
	RoleUnitStaff   Role = "unit_staff"
	RoleViewer      Role = "viewer"
	RoleAuditor     Role = "auditor"
	RoleIntegration Role = "integration"
)

// Roles lists every role.
var Roles = []Role{
	RoleAdmin, RoleCountyAdmin, RoleInspector, RoleReviewer, RoleUnitStaff, RoleViewer, RoleAuditor, RoleIntegration,
}

// Actor is who asks. Every service method takes one.
type Actor struct {
	UserID         uint64 // 0 for keys and the command line
	TokenID        uint64 // 0 for users and the command line
	SessionID      uint64 // 0 for keys and the command line
	Name           string
	Role           Role
	Scope          Scope
	OrganizationID uint64          // of unit staff, 0 for everybody else
	Permissions    Set[Permission] // narrows the role to these, all of the role when empty, reading for a machine
	Restriction    Restriction     // what a user has to do before anything else
	RequestID      string
	Source         string // client address, empty on the command line
}

// Restriction is what a user has to do first after a login.
type Restriction string

// The restrictions.
const (
	MustChangePassword Restriction = "password_change_required"
	MustEnrolTOTP      Restriction = "totp_enrolment_required"
)

// Sight is the part of the register that a caller sees. A Scope sees an area of the country; an Actor sees its own, and
// the staff of a unit see in it only what is their organization's.
type Sight interface {
	// Within answers the area, and the organization whose things alone are seen, 0 for those of every organization.
	Within() (area Scope, organizationID uint64)
}

// Within is the whole area.
func (s Scope) Within() (area Scope, organizationID uint64) { return s, 0 }

// Within is the actor's area. Unit staff without an organization see nothing.
func (a Actor) Within() (area Scope, organizationID uint64) {
	if a.Role != RoleUnitStaff {
		return a.Scope, 0
	}
	if a.OrganizationID == 0 {
		return "", 0
	}
	return a.Scope, a.OrganizationID
}

// Area is the part of the country in which the actor sees anything at all.
func (a Actor) Area() Scope {
	area, _ := a.Within()
	return area
}

// Files is the area whose files taken in the actor sees. A file can hold what belongs to any organization of its sender's
// area, so who is held to one organization sees none.
func (a Actor) Files() Scope {
	area, organizationID := a.Within()
	if organizationID != 0 {
		return ""
	}
	return area
}

// Knows reports whether somebody of a scope is one of the actor's own area, whom it may know by name.
func (a Actor) Knows(scope Scope) bool {
	area, organizationID := a.Within()
	within, ok := area.Narrow(scope)
	return organizationID == 0 && area != "" && scope != "" && ok && within == scope
}

// Allow asks for a permission anywhere.
func (a Actor) Allow(p Permission) error {
	if a.Restriction != "" && p != OwnAccount {
		return NewError(KindForbidden, string(a.Restriction))
	}
	if p == TakeFiles && slices.ContainsFunc(filePermissions, func(one Permission) bool { return a.Allow(one) == nil }) {
		return nil
	}
	if !a.Role.Has(p) || (p != OwnAccount && !a.narrowedTo(p)) {
		return NewError(KindForbidden, "forbidden", string(a.Role))
	}
	return nil
}

// unscoped is what a machine may do whose key names no permissions.
var unscoped = Set[Permission]{ReadRegister, ReadCampaigns}

func (a Actor) narrowedTo(p Permission) bool {
	switch {
	case len(a.Permissions) > 0:
		return a.Permissions.Has(p)
	case a.Role == RoleIntegration:
		return unscoped.Has(p)
	}
	return true
}

// Allowed lists the permissions of the actor, for a front end that draws its menus.
func (a Actor) Allowed() []Permission {
	return slices.DeleteFunc(slices.Clone(Permissions), func(p Permission) bool { return a.Allow(p) != nil })
}

// Can asks for a permission in the region of one thing, without an error to tell.
func (a Actor) Can(p Permission, region RegionCode) bool {
	return a.Allow(p) == nil && a.Area().Covers(region)
}

// Require asks for a permission in the region of one thing. A thing outside the actor's region does not exist for it.
func (a Actor) Require(p Permission, region RegionCode) error {
	if err := a.Allow(p); err != nil {
		return err
	}
	if !a.Area().Covers(region) {
		return NotFound()
	}
	return nil
}

// Principal names the caller for logs and records, without anything personal: user:7, key:3, or empty.
func (a Actor) Principal() string {
	switch {
	case a.UserID != 0:
		return "user:" + strconv.FormatUint(a.UserID, 10)
	case a.TokenID != 0:
		return "key:" + strconv.FormatUint(a.TokenID, 10)
	}
	return ""
}

// Is reports whether two actors are the same person or machine. The command line is nobody in particular.
func (a Actor) Is(userID, tokenID uint64) bool { return a.UserID == userID && a.TokenID == tokenID }

// Did reports whether the actor did what is recorded under ids and a name. Only operators, who have no id, go by the name:
// others may change theirs.
func (a Actor) Did(userID, tokenID uint64, name string) bool {
	return a.Is(userID, tokenID) && (!a.Is(0, 0) || a.Name == name)
}

// Permissions lists what the role may be narrowed to.
func (r Role) Permissions() []Permission {
	return slices.DeleteFunc(slices.Clone(Permissions), func(p Permission) bool { return !r.Has(p) })
}

// Lacks lists what a holder of the role, narrowed to permissions, could do and the actor cannot. Nobody hands out more
// than he has, but for what is only a county's to do.
func (a Actor) Lacks(role Role, permissions Set[Permission]) []Permission {
	given := Actor{Role: role, Permissions: permissions}
	return slices.DeleteFunc(given.Allowed(), func(p Permission) bool { return a.Allow(p) == nil || a.gives(p) })
}

// gives reports whether the actor hands out what it does not do itself: a county checks itself, but its key comes from an
// administrator, as its users do.
func (a Actor) gives(p Permission) bool {
	return p == CheckOneself && len(a.Permissions) == 0 && a.Allow(ManageTokens) == nil
}
