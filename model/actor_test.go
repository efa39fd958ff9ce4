package model

import (
	"errors"
	"slices"
	"testing"
)

// policy is who may do what, written a second time: a change of one of the two must be meant.
var policy = map[Role][]Permission{
	RoleAdmin: {
		ReadRegister, WriteRegister, WriteRegions, ReadCampaigns, ManageCampaigns, SubmitResults, ReviewResults, ManageTokens,
	},
	RoleCountyAdmin: {ReadRegister, WriteRegister, ReadCampaigns},
	RoleInspector:   {ReadRegister, ReadCampaigns, SubmitResults},
	RoleReviewer:    {ReadRegister, ReadCampaigns, ReviewResults},
	RoleUnitStaff:   {},
	RoleViewer:      {ReadRegister, ReadCampaigns},
	RoleAuditor:     {ReadRegister, ReadCampaigns},
	RoleIntegration: {ReadRegister, ReadCampaigns},
}

func TestPolicy(t *testing.T) {
	for _, role := range append([]Role{"", "root"}, Roles...) {
		a := Actor{Role: role, Scope: "422801"}
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
