package model

import "slices"

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

// Permission is one thing that may be done.
type Permission string

// The permissions.
const (
	ReadRegister    Permission = "register.read"
	WriteRegister   Permission = "register.write"
	WriteRegions    Permission = "regions.write"
	ReadCampaigns   Permission = "campaigns.read"
	ManageCampaigns Permission = "campaigns.manage"
	SubmitResults   Permission = "results.submit"
	ReviewResults   Permission = "results.review"
	ManageTokens    Permission = "tokens.manage"
)

var readers = []Role{
	RoleAdmin, RoleCountyAdmin, RoleInspector, RoleReviewer, RoleViewer, RoleAuditor, RoleIntegration,
}

// granted is the whole policy of roles. unit_staff gets its rights with users, who belong to an organization.
var granted = map[Permission][]Role{
	ReadRegister:    readers,
	WriteRegister:   {RoleAdmin, RoleCountyAdmin},
	WriteRegions:    {RoleAdmin},
	ReadCampaigns:   readers,
	ManageCampaigns: {RoleAdmin},
	SubmitResults:   {RoleAdmin, RoleInspector},
	ReviewResults:   {RoleAdmin, RoleReviewer},
	ManageTokens:    {RoleAdmin},
}

// Actor is who asks. Every service method takes one.
type Actor struct {
	TokenID   uint64
	Name      string
	Role      Role
	Scope     Scope
	RequestID string
	Source    string // client address, empty on the command line
}

// Allow asks for a permission anywhere.
func (a Actor) Allow(p Permission) error {
	if !slices.Contains(granted[p], a.Role) {
		return NewError(KindForbidden, "forbidden", string(a.Role))
	}
	return nil
}

// Can asks for a permission in the region of one thing, without an error to tell.
func (a Actor) Can(p Permission, region RegionCode) bool {
	return slices.Contains(granted[p], a.Role) && a.Scope.Covers(region)
}

// Require asks for a permission in the region of one thing. A thing outside the actor's region does not exist for it.
func (a Actor) Require(p Permission, region RegionCode) error {
	if err := a.Allow(p); err != nil {
		return err
	}
	if !a.Scope.Covers(region) {
		return NotFound()
	}
	return nil
}
