package model

import (
	"cmp"
	"fmt"
	"slices"
)

// AssignBy is a way to say who inspects what.
type AssignBy string

// The ways.
const (
	AssignByList   AssignBy = "list"
	AssignByRegion AssignBy = "region"
	AssignEvenly   AssignBy = "even"
)

// AssignWays lists the ways.
var AssignWays = []AssignBy{AssignByList, AssignByRegion, AssignEvenly}

// Limits of one call.
const (
	MaxAssignees = 200
	MaxAssigned  = 20_000 // targets, by region or evenly
)

// AssignmentEdit says who inspects which targets of a campaign.
type AssignmentEdit struct {
	By         AssignBy
	Items      []TargetAssignment // by list
	Regions    []RegionAssignment // by region
	Users      []uint64           // evenly
	RegionCode RegionCode         // evenly, only in this region; all when empty
	Kind       Subject            // by region and evenly, only of this kind; both when empty
	Reassign   bool               // by region and evenly, takes targets from whoever has them
}

// TargetAssignment gives one target to one user.
type TargetAssignment struct {
	InspectionID uint64
	UserID       uint64
}

// RegionAssignment gives the targets of a region to a user.
type RegionAssignment struct {
	RegionCode RegionCode
	UserID     uint64
}

// Normalize checks all fields at once.
func (e AssignmentEdit) Normalize() (AssignmentEdit, error) {
	var c checker
	oneOf(&c, "by", e.By, AssignWays)
	if e.Kind != "" {
		oneOf(&c, "kind", e.Kind, SubjectKinds)
	}
	c.ofWay("items", e.By == AssignByList, len(e.Items), MaxBulk)
	c.ofWay("regions", e.By == AssignByRegion, len(e.Regions), MaxAssignees)
	c.ofWay("users", e.By == AssignEvenly, len(e.Users), MaxAssignees)
	if e.By == AssignByList && (e.Kind != "" || e.Reassign) || e.By != AssignEvenly && e.RegionCode != "" {
		c.add("by", "not_with_this_way")
	}
	noneTwice(&c, "items[%d].inspection_id", e.Items, func(i TargetAssignment) uint64 { return i.InspectionID })
	noneTwice(&c, "regions[%d].region_code", e.Regions, func(r RegionAssignment) RegionCode { return r.RegionCode })
	noneTwice(&c, "users[%d]", e.Users, func(u uint64) uint64 { return u })
	return e, c.err()
}

// ofWay checks that a list is there when the way needs it, and only then.
func (c *checker) ofWay(field string, needed bool, n, most int) {
	switch {
	case !needed && n > 0:
		c.add(field, "not_with_this_way")
	case needed && (n == 0 || n > most):
		c.add(field, "item_count", 1, most)
	}
}

func noneTwice[T any, K comparable](c *checker, field string, items []T, key func(T) K) {
	seen := map[K]bool{}
	for i, item := range items {
		if k := key(item); seen[k] {
			c.add(fmt.Sprintf(field, i), "repeated")
		} else {
			seen[k] = true
		}
	}
}

// CannotInspect is why a user cannot be given a target of the region, empty when it can.
func (u User) CannotInspect(region RegionCode) string {
	switch {
	case u.State != UserActive:
		return "assignee_disabled"
	case Actor{Role: u.Role, Permissions: u.Permissions}.Allow(SubmitResults) != nil:
		return "assignee_cannot_submit"
	case !u.Scope.Covers(region):
		return "assignee_elsewhere"
	}
	return ""
}

// Assign gives the target to a user.
func (i *Inspection) Assign(u User) { i.AssignedTo, i.AssignedName = OptionalID(u.ID), u.Name }

// Unassign leaves the target to whoever inspects in its region.
func (i *Inspection) Unassign() { i.AssignedTo, i.AssignedName = 0, "" }

// LeftTo is the refusal of a result from an inspector when the target was given to another one, nil otherwise. Keys are no
// persons, and who manages campaigns may step in.
func (i Inspection) LeftTo(a Actor) error {
	if i.AssignedTo == 0 || a.UserID == 0 || uint64(i.AssignedTo) == a.UserID || a.Allow(ManageCampaigns) == nil {
		return nil
	}
	return NewError(KindForbidden, "assigned_to_another")
}

// Spread gives targets to users, each to the one of those who can inspect it that has the fewest then, the earlier in the
// list when two have as few. Targets that fewer of the users can inspect come first, so that who can inspect anything is
// not full when it is the turn of those; then they come in the order of their codes. Load is what each user has already.
// The answer is a place in users for each target, -1 where nobody can.
func Spread(targets []Inspection, users []User, load []int) []int {
	can := map[RegionCode][]int{}
	order := make([]int, len(targets))
	for i, target := range targets {
		order[i] = i
		if _, known := can[target.RegionCode]; !known {
			can[target.RegionCode] = inspectors(users, target.RegionCode)
		}
	}
	slices.SortFunc(order, func(x, y int) int {
		a, b := targets[x], targets[y]
		return cmp.Or(cmp.Compare(len(can[a.RegionCode]), len(can[b.RegionCode])), cmp.Compare(a.TargetCode, b.TargetCode),
			cmp.Compare(a.ID, b.ID))
	})
	load = slices.Clone(load)
	given := make([]int, len(targets))
	for _, at := range order {
		given[at] = -1
		for _, n := range can[targets[at].RegionCode] {
			if given[at] < 0 || load[n] < load[given[at]] {
				given[at] = n
			}
		}
		if given[at] >= 0 {
			load[given[at]]++
		}
	}
	return given
}

// inspectors are the places of those who can inspect in a region.
func inspectors(users []User, region RegionCode) []int {
	can := []int{}
	for n, u := range users {
		if u.CannotInspect(region) == "" {
			can = append(can, n)
		}
	}
	return can
}
