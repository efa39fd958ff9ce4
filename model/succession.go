package model

import (
	"slices"
	"strings"
)

// RenameEdit is a new name of an organization from a day on. The short name stays when none is given.
type RenameEdit struct {
	Name      string
	ShortName string
	Reason    string
	On        Date
}

// Normalize checks all fields at once.
func (e RenameEdit) Normalize() (RenameEdit, error) {
	var c checker
	e.Name = c.required("name", e.Name, MaxName)
	c.nameLength(e.Name)
	e.ShortName = c.optional("short_name", e.ShortName, MaxName)
	e.Reason = c.required("reason", e.Reason, MaxReason)
	c.date("on", e.On)
	return e, c.err()
}

// MergeEdit is the successor of an organization from a day on.
type MergeEdit struct {
	Into   uint64
	Reason string
	On     Date
}

// Normalize checks all fields at once.
func (e MergeEdit) Normalize() (MergeEdit, error) {
	var c checker
	if e.Into == 0 {
		c.add("into", "required")
	}
	e.Reason = c.required("reason", e.Reason, MaxReason)
	c.date("on", e.On)
	return e, c.err()
}

// TransferEdit is another organization of a site or an account from a day on.
type TransferEdit struct {
	OrganizationID uint64
	Reason         string
	On             Date
}

// Normalize checks all fields at once.
func (e TransferEdit) Normalize() (TransferEdit, error) {
	var c checker
	if e.OrganizationID == 0 {
		c.add("organization_id", "required")
	}
	e.Reason = c.required("reason", e.Reason, MaxReason)
	c.date("on", e.On)
	return e, c.err()
}

// PlatformIDEdit is another permanent id of an account.
type PlatformIDEdit struct {
	PlatformAccountID string
	Reason            string
}

// Normalize checks all fields at once.
func (e PlatformIDEdit) Normalize() (PlatformIDEdit, error) {
	var c checker
	e.PlatformAccountID = c.required("platform_account_id", e.PlatformAccountID, 128)
	e.Reason = c.required("reason", e.Reason, MaxReason)
	return e, c.err()
}

// Rename gives the organization another name and keeps the old one to be found by.
func (o *Organization) Rename(e RenameEdit) error {
	if _, err := organizationMachine.Next(o.State, VerbRename); err != nil {
		return err
	}
	if Key(e.Name) != Key(o.Name) {
		former := slices.DeleteFunc(o.Former(), func(name string) bool { return name == e.Name || name == o.Name })
		o.FormerNames = strings.Join(append(former, o.Name), "\n")
	}
	edit := o.Edit()
	edit.Name = e.Name
	if e.ShortName != "" {
		edit.ShortName = e.ShortName
	}
	o.Apply(edit)
	return nil
}

// Merge ends the organization in favour of another one.
func (o *Organization) Merge(e MergeEdit, now Time) error {
	to, err := organizationMachine.Next(o.State, VerbMerge)
	if err != nil {
		return err
	}
	day := Reason{On: e.On}.Day(now)
	o.State, o.MergedInto, o.DissolvedOn, o.DissolveReason, o.Ended = to, OptionalID(e.Into), day, e.Reason, o.ID
	return nil
}

// Give gives the site to an organization, with its region.
func (s *Site) Give(o Organization) { s.OrganizationID, s.RegionCode = o.ID, o.RegionCode }

// Give gives the account to an organization, with its region.
func (a *Account) Give(o Organization) { a.OrganizationID, a.RegionCode = o.ID, o.RegionCode }

// Give gives the contact to an organization, with its region.
func (c *Contact) Give(o Organization) { c.OrganizationID, c.RegionCode = o.ID, o.RegionCode }

// Give takes the user to the staff of an organization.
func (u *User) Give(o Organization) {
	u.OrganizationID, u.Scope = OptionalID(o.ID), Scope(o.RegionCode)
}

// Merger is what a merge has done: the organization that has ended, and how much has gone to its successor.
type Merger struct {
	Organization  Organization
	Sites         int
	Accounts      int
	Contacts      int
	Organizations int // below it
	Users         int
}
