package model

import (
	"errors"
	"slices"
	"testing"
)

// policy is who may do what, written a second time: a change of one of the two must be meant.
var policy = map[Role][]Permission{
	RoleAdmin: {
		OwnAccount, ReadRegister, WriteRegister, WriteRegions, ReadCampaigns, ReadChanges, ManageCampaigns, SubmitResults, ReviewResults,
		ManageTokens, ManageUsers, ManageSecurity, ReadAudit, ListContacts, ReadContacts, WriteContacts,
		ManageCatalogues, SubmitProof, ReviewProof, RecordMeasures, WriteEvidence, WriteBulletins, ManageWebhooks, ReadReports, SendReports, ConfirmReports,
	},
	RoleCountyAdmin: {
		OwnAccount, ReadRegister, WriteRegister, ReadCampaigns, ReadChanges, ManageUsers, ListContacts, ReadContacts, WriteContacts,
		SubmitProof, WriteEvidence, CheckOneself,
	},
	RoleInspector: {OwnAccount, ReadRegister, ReadCampaigns, ReadChanges, SubmitResults, ListContacts, WriteEvidence},
	RoleReviewer: {
		OwnAccount, ReadRegister, ReadCampaigns, ReadChanges, ReviewResults, ListContacts, ReadContacts, ReviewProof, WriteEvidence,
	},
	RoleUnitStaff: {
		OwnAccount, ReadRegister, ReadCampaigns, ReadChanges, ListContacts, ReadContacts, SubmitProof, WriteEvidence, CheckOneself,
	},
	RoleViewer:      {OwnAccount, ReadRegister, ReadCampaigns, ReadChanges},
	RoleAuditor:     {OwnAccount, ReadRegister, ReadCampaigns, ReadChanges, ReadAudit, ListContacts, ReadReports},
	RoleIntegration: {OwnAccount, ReadRegister, ReadCampaigns}, // without permissions of its own
}

func TestDid(t *testing.T) {
	for _, c := range []struct {
		actor         Actor
		user, token   uint64
		name          string
		did, identity bool
	}{
		{Actor{UserID: 1, Name: "甲"}, 1, 0, "甲", true, true},
		{Actor{UserID: 1, Name: "改过的名字"}, 1, 0, "甲", true, true},
		{Actor{UserID: 1, Name: "甲"}, 2, 0, "甲", false, false},
		{Actor{TokenID: 1, Name: "甲"}, 1, 0, "甲", false, false},
		{Actor{Name: "operator"}, 0, 0, "operator", true, true},
		{Actor{Name: "operator"}, 0, 0, "other", false, true},
		{Actor{Name: "operator"}, 1, 0, "operator", false, false},
	} {
		if c.actor.Did(c.user, c.token, c.name) != c.did || c.actor.Is(c.user, c.token) != c.identity {
			t.Errorf("%+v and %d, %d, %s", c.actor, c.user, c.token, c.name)
		}
	}
}

func TestPolicy(t *testing.T) {
	for _, role := range append([]Role{"", "root"}, Roles...) {
		a := Actor{Role: role, Scope: "422801", OrganizationID: 1}
		for p := range granted {
			may := slices.Contains(policy[role], p)
			if err := a.Allow(p); may != (err == nil) {
				t.Errorf("%s may %s: %v", role, p, err)
			} else if !may && !errors.Is(err, NewError(0, "forbidden")) {
				t.Errorf("%s may not %s: %v", role, p, err)
			}
			if a.Can(p, "422801") != may || a.Can(p, "422802") || a.Can(p, "422800") {
				t.Errorf("%s, %s: Can", role, p)
			}
			if err := a.Require(p, "422801"); may != (err == nil) {
				t.Errorf("%s, %s at home: %v", role, p, err)
			}
			want := "forbidden" // the role comes first: it tells nothing about the thing
			if may {
				want = "not_found"
			}
			if err := a.Require(p, "422802"); !errors.Is(err, NewError(0, want)) {
				t.Errorf("%s, %s abroad: %v, want %s", role, p, err, want)
			}
		}
	}
	if len(policy) != len(Roles) {
		t.Errorf("%d roles in the table, %d in the program", len(policy), len(Roles))
	}
}

func TestPermissionsNarrowTheRole(t *testing.T) {
	for _, c := range []struct {
		role        Role
		permissions Set[Permission]
		asked       Permission
		want        bool
	}{
		{RoleAdmin, nil, ManageUsers, true},
		{RoleAdmin, Set[Permission]{ManageUsers}, ManageUsers, true},
		{RoleAdmin, Set[Permission]{ManageUsers}, ManageCampaigns, false},
		{RoleAdmin, Set[Permission]{ManageUsers}, ReadRegister, false},
		{RoleAdmin, Set[Permission]{ManageUsers}, OwnAccount, true},
		{RoleViewer, Set[Permission]{ManageUsers}, ManageUsers, false},
		{RoleIntegration, Set[Permission]{WriteRegister}, WriteRegister, true},
		{RoleIntegration, Set[Permission]{WriteRegister}, ReadRegister, false},
		{RoleIntegration, nil, WriteRegister, false},
		{RoleIntegration, Set[Permission]{ManageUsers}, ManageUsers, false},
	} {
		a := Actor{Role: c.role, Permissions: c.permissions, Scope: ScopeAll}
		if got := a.Allow(c.asked) == nil; got != c.want || a.Can(c.asked, "42") != c.want {
			t.Errorf("%s with %v, %s: %t", c.role, c.permissions, c.asked, got)
		}
	}
	a := Actor{Role: RoleAdmin, Scope: ScopeAll, Restriction: MustChangePassword}
	if a.Allow(OwnAccount) != nil || !errors.Is(a.Allow(ReadRegister), NewError(0, "password_change_required")) || len(a.Allowed()) > 0 {
		t.Error("a restricted caller may more than its own account")
	}
}

func TestForeignAndUnknownAreTheSame(t *testing.T) {
	a := Actor{Role: RoleAdmin, Scope: "422801"}
	foreign, unknown := a.Require(ReadRegister, "422802"), NotFound()
	if foreign.Error() != unknown.Error() || !errors.Is(foreign, unknown) {
		t.Errorf("%v, %v", foreign, unknown)
	}
	if err := (Actor{Role: RoleAdmin}).Require(ReadRegister, "42"); !errors.Is(err, NotFound()) {
		t.Errorf("an actor without a scope: %v", err)
	}
}
