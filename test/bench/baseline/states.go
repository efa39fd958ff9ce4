package baseline

import "xuncha/model"

// The rows of an import as the trail keeps them, their columns in its order.

type organizationState struct {
	CreatedAt        model.Time
	CreditCode       string
	DissolveReason   string
	DissolvedOn      model.Date
	Ended            uint64
	FormerNames      string
	ID               uint64
	MergedInto       model.OptionalID
	Name             string
	ParentID         model.OptionalID
	ProvidesServices bool
	RegionCode       model.RegionCode
	ShortName        string
	State            model.OrganizationState
	UpdatedAt        model.Time
	Version          uint64
}

func stateOfOrganization(o *model.Organization) *organizationState {
	return &organizationState{
		CreatedAt: o.CreatedAt, CreditCode: o.CreditCode, DissolveReason: o.DissolveReason, DissolvedOn: o.DissolvedOn, Ended: o.Ended,
		FormerNames: o.FormerNames, ID: o.ID, MergedInto: o.MergedInto, Name: o.Name, ParentID: o.ParentID,
		ProvidesServices: o.ProvidesServices, RegionCode: o.RegionCode, ShortName: o.ShortName, State: o.State, UpdatedAt: o.UpdatedAt,
		Version: o.Version,
	}
}

type accountState struct {
	CertifiedSubject       string
	CloseReason            string
	ClosedOn               model.Date
	CreatedAt              model.Time
	Ended                  uint64
	ID                     uint64
	Name                   string
	NationalFilingNumber   string
	OpenedOn               model.Date
	OrganizationID         uint64
	Platform               model.Platform
	PlatformAccountID      string
	ProvincialFilingNumber string
	RegionCode             model.RegionCode
	State                  model.State
	UpdatedAt              model.Time
	Version                uint64
}

func stateOfAccount(a *model.Account) *accountState {
	return &accountState{
		CertifiedSubject: a.CertifiedSubject, CloseReason: a.CloseReason, ClosedOn: a.ClosedOn, CreatedAt: a.CreatedAt, Ended: a.Ended,
		ID: a.ID, Name: a.Name, NationalFilingNumber: a.NationalFilingNumber, OpenedOn: a.OpenedOn, OrganizationID: a.OrganizationID,
		Platform: a.Platform, PlatformAccountID: a.PlatformAccountID, ProvincialFilingNumber: a.ProvincialFilingNumber,
		RegionCode: a.RegionCode, State: a.State, UpdatedAt: a.UpdatedAt, Version: a.Version,
	}
}

type importState struct {
	ConflictCount  int
	CreateCount    int
	CreatedAt      model.Time
	Details        model.ImportDetails
	DismissedCount int
	DryRun         bool
	FileHash       string
	FileName       string
	ID             uint64
	Kind           model.ImportKind
	Notices        model.Notices
	OnceKey        model.OptionalKey
	RejectedCount  int
	Scope          model.Scope
	State          model.ImportState
	UnchangedCount int
	UpdateCount    int
	UpdatedAt      model.Time
	Version        uint64
	WarningCount   int
}

func stateOfImport(i *model.Import) *importState {
	return &importState{
		CreateCount: i.CreateCount, CreatedAt: i.CreatedAt, Details: i.Details, FileHash: i.FileHash, FileName: i.FileName, ID: i.ID, Kind: i.Kind,
		Notices: i.Notices, OnceKey: i.OnceKey, Scope: i.Scope, State: i.State, UpdatedAt: i.UpdatedAt, Version: i.Version,
	}
}
