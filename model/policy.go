package model

import "slices"

// Permission is one thing that may be done.
type Permission string

// The permissions. Public needs no caller, OwnAccount is everybody's who has logged in or brings a key.
const (
	Public           Permission = "public"
	OwnAccount       Permission = "account.own"
	ReadRegister     Permission = "register.read"
	WriteRegister    Permission = "register.write"
	WriteRegions     Permission = "regions.write"
	ListContacts     Permission = "contacts.list" // masked
	ReadContacts     Permission = "contacts.read" // as they are
	WriteContacts    Permission = "contacts.write"
	ReadCampaigns    Permission = "campaigns.read"
	ManageCampaigns  Permission = "campaigns.manage"
	ManageCatalogues Permission = "catalogues.manage"
	SubmitResults    Permission = "results.submit"
	ReviewResults    Permission = "results.review"
	SubmitProof      Permission = "rectification.submit"
	ReviewProof      Permission = "rectification.review"
	RecordMeasures   Permission = "measures.record"
	WriteEvidence    Permission = "evidence.write"
	CheckOneself     Permission = "self_checks.write"
	WriteBulletins   Permission = "bulletins.write"
	ManageUsers      Permission = "users.manage"
	ManageTokens     Permission = "tokens.manage"
	ManageSecurity   Permission = "security.manage"
	ReadAudit        Permission = "audit.read"
	ReadChanges      Permission = "changes.read" // of what may be read
	ReadReports      Permission = "province.read"
	SendReports      Permission = "province.report"
	ConfirmReports   Permission = "province.confirm"
	ManageWebhooks   Permission = "webhooks.manage"

	// TakeFiles is to take in files of some kind: whoever may do by hand what the rows of a file do. It is granted with the
	// permission of a kind, never by itself, and the service asks for that of the kind.
	TakeFiles Permission = "files.take"
)

// Permissions lists those that a role may have, and that a user or a key may be narrowed to.
var Permissions = []Permission{
	ReadRegister, WriteRegister, WriteRegions, ListContacts, ReadContacts, WriteContacts, ReadCampaigns, ManageCampaigns,
	ManageCatalogues, SubmitResults, ReviewResults, SubmitProof, ReviewProof, RecordMeasures, WriteEvidence, CheckOneself,
	WriteBulletins, ManageUsers, ManageTokens, ManageSecurity, ReadAudit, ReadChanges, ReadReports, SendReports, ConfirmReports, ManageWebhooks,
}

var (
	readers = []Role{
		RoleAdmin, RoleCountyAdmin, RoleInspector, RoleReviewer, RoleUnitStaff, RoleViewer, RoleAuditor, RoleIntegration,
	}
	admins = []Role{RoleAdmin}
)

// Grants says which roles have a permission.
type Grants map[Permission][]Role

// granted is the whole policy of roles.
var granted = Grants{
	OwnAccount:       Roles,
	ReadRegister:     readers,
	WriteRegister:    {RoleAdmin, RoleCountyAdmin, RoleIntegration},
	WriteRegions:     admins,
	ListContacts:     {RoleAdmin, RoleCountyAdmin, RoleInspector, RoleReviewer, RoleUnitStaff, RoleAuditor, RoleIntegration},
	ReadContacts:     {RoleAdmin, RoleCountyAdmin, RoleReviewer, RoleUnitStaff, RoleIntegration},
	WriteContacts:    {RoleAdmin, RoleCountyAdmin, RoleIntegration},
	ReadCampaigns:    readers,
	ManageCampaigns:  admins,
	ManageCatalogues: admins,
	SubmitResults:    {RoleAdmin, RoleInspector, RoleIntegration},
	ReviewResults:    {RoleAdmin, RoleReviewer},
	SubmitProof:      {RoleAdmin, RoleCountyAdmin, RoleUnitStaff, RoleIntegration},
	ReviewProof:      {RoleAdmin, RoleReviewer},
	RecordMeasures:   admins,
	WriteEvidence:    {RoleAdmin, RoleCountyAdmin, RoleInspector, RoleReviewer, RoleUnitStaff, RoleIntegration},
	CheckOneself:     {RoleCountyAdmin, RoleUnitStaff},
	WriteBulletins:   admins,
	ManageUsers:      {RoleAdmin, RoleCountyAdmin},
	ManageTokens:     admins,
	ManageSecurity:   admins,
	ReadAudit:        {RoleAdmin, RoleAuditor},
	ReadChanges:      readers,
	ReadReports:      {RoleAdmin, RoleAuditor, RoleIntegration},
	SendReports:      {RoleAdmin, RoleIntegration},
	ConfirmReports:   admins,
	ManageWebhooks:   admins,
}

// Has reports whether the role has a permission.
func (r Role) Has(p Permission) bool {
	if p == TakeFiles {
		return slices.ContainsFunc(filePermissions, r.Has)
	}
	return slices.Contains(granted[p], r)
}

// SwapGrants puts another policy of roles in place until restore is called. It is for the test that proves that a change
// of any grant is noticed; nothing else calls it.
func SwapGrants(change func(Grants)) (restore func()) {
	old := granted
	changed := make(Grants, len(old))
	for p, roles := range old {
		changed[p] = slices.Clone(roles)
	}
	change(changed)
	granted = changed
	return func() { granted = old }
}

// About is what an operation is about: what the caller must have to do with a thing to get to it.
type About string

// The kinds of relation. Unit staff are held to their organization wherever others are held to their region.
const (
	AboutNothing About = "none"   // things of no region
	AboutRegion  About = "region" // things in the caller's region
	AboutSelf    About = "self"   // the caller itself
)

// Rule is a row of the policy: what an operation needs, and what it is about.
type Rule struct {
	Operation  string
	Permission Permission
	About      About
}

// Reach is what of the things of a rule a role gets to: region, organization, self, none for what belongs to no region;
// empty when it gets to nothing.
func (r Rule) Reach(role Role) string {
	switch {
	case r.Permission == Public:
		return "public"
	case !role.Has(r.Permission):
		return ""
	case r.About == AboutRegion && role == RoleUnitStaff:
		return "organization"
	}
	return string(r.About)
}

// Repeatable reports whether a POST of the rule takes an Idempotency-Key. Logins and what one does with the own account do
// not: they check a secret, and a failed attempt has to stay counted although the call is refused, while a call that may be
// repeated is undone as a whole.
func (r Rule) Repeatable() bool { return r.Permission != Public && r.Permission != OwnAccount }

// RuleOf is the row of an operation, and false when there is none.
func RuleOf(operation string) (Rule, bool) {
	at := slices.IndexFunc(Policy, func(r Rule) bool { return r.Operation == operation })
	if at < 0 {
		return Rule{}, false
	}
	return Policy[at], true
}

// Policy is the table of rights, one row for each operation of the OpenAPI document. An operation without a row cannot be
// registered.
var Policy = slices.Concat(publicPolicy, accessPolicy, registerPolicy, historyPolicy, cataloguePolicy, workPolicy, drawPolicy,
	assignmentPolicy, evidencePolicy, findingPolicy, selfCheckPolicy, bulletinPolicy, importPolicy, changePolicy, provincePolicy, webhookPolicy)

var publicPolicy = []Rule{
	{"home", Public, AboutNothing},
	{"docs", Public, AboutNothing},
	{"docsFile", Public, AboutNothing},
	{"openapi", Public, AboutNothing},
	{"healthz", Public, AboutNothing},
	{"readyz", Public, AboutNothing},
}

var accessPolicy = slices.Concat(userPolicy, factorPolicy, tokenPolicy)

var userPolicy = []Rule{
	{"createSession", Public, AboutNothing},
	{"deleteCurrentSession", OwnAccount, AboutSelf},
	{"getMe", OwnAccount, AboutSelf},
	{"changeOwnPassword", OwnAccount, AboutSelf},
	{"listUsers", ManageUsers, AboutRegion},
	{"createUser", ManageUsers, AboutRegion},
	{"getUser", ManageUsers, AboutRegion},
	{"updateUser", ManageUsers, AboutRegion},
	{"disableUser", ManageUsers, AboutRegion},
	{"enableUser", ManageUsers, AboutRegion},
	{"setUserPassword", ManageUsers, AboutRegion},
}

var factorPolicy = []Rule{
	{"beginTOTP", OwnAccount, AboutSelf},
	{"confirmTOTP", OwnAccount, AboutSelf},
	{"disableTOTP", OwnAccount, AboutSelf},
	{"resetUserTOTP", ManageUsers, AboutRegion},
	{"getSecuritySettings", ManageSecurity, AboutNothing},
	{"updateSecuritySettings", ManageSecurity, AboutNothing},
	{"beginSSO", Public, AboutNothing},
	{"finishSSO", Public, AboutNothing},
}

var tokenPolicy = []Rule{
	{"listTokens", ManageTokens, AboutRegion},
	{"createToken", ManageTokens, AboutRegion},
	{"getToken", ManageTokens, AboutRegion},
	{"updateToken", ManageTokens, AboutRegion},
	{"rotateToken", ManageTokens, AboutRegion},
	{"revokeToken", ManageTokens, AboutRegion},
}

var registerPolicy = []Rule{
	{"listRegions", ReadRegister, AboutRegion},
	{"createRegion", WriteRegions, AboutRegion},
	{"getRegion", ReadRegister, AboutRegion},
	{"updateRegion", WriteRegions, AboutRegion},
	{"deleteRegion", WriteRegions, AboutRegion},
	{"listOrganizations", ReadRegister, AboutRegion},
	{"createOrganization", WriteRegister, AboutRegion},
	{"getOrganization", ReadRegister, AboutRegion},
	{"updateOrganization", WriteRegister, AboutRegion},
	{"deleteOrganization", WriteRegister, AboutRegion},
	{"dissolveOrganization", WriteRegister, AboutRegion},
	{"reopenOrganization", WriteRegister, AboutRegion},
	{"listContacts", ListContacts, AboutRegion},
	{"createContact", WriteContacts, AboutRegion},
	{"findContacts", ReadContacts, AboutRegion},
	{"getContact", ListContacts, AboutRegion},
	{"updateContact", WriteContacts, AboutRegion},
	{"deleteContact", WriteContacts, AboutRegion},
	{"listSites", ReadRegister, AboutRegion},
	{"createSite", WriteRegister, AboutRegion},
	{"getSite", ReadRegister, AboutRegion},
	{"updateSite", WriteRegister, AboutRegion},
	{"deleteSite", WriteRegister, AboutRegion},
	{"suspendSite", WriteRegister, AboutRegion},
	{"resumeSite", WriteRegister, AboutRegion},
	{"closeSite", WriteRegister, AboutRegion},
	{"reopenSite", WriteRegister, AboutRegion},
	{"listAccounts", ReadRegister, AboutRegion},
	{"createAccount", WriteRegister, AboutRegion},
	{"getAccount", ReadRegister, AboutRegion},
	{"updateAccount", WriteRegister, AboutRegion},
	{"deleteAccount", WriteRegister, AboutRegion},
	{"suspendAccount", WriteRegister, AboutRegion},
	{"resumeAccount", WriteRegister, AboutRegion},
	{"closeAccount", WriteRegister, AboutRegion},
	{"reopenAccount", WriteRegister, AboutRegion},
	{"listAuditEntries", ReadAudit, AboutRegion},
	{"getAuditEntry", ReadAudit, AboutRegion},
}

var workPolicy = []Rule{
	{"listCatalogues", ReadCampaigns, AboutNothing},
	{"getCatalogue", ReadCampaigns, AboutNothing},
	{"listCampaigns", ReadCampaigns, AboutRegion},
	{"createCampaign", ManageCampaigns, AboutRegion},
	{"getCampaign", ReadCampaigns, AboutRegion},
	{"updateCampaign", ManageCampaigns, AboutRegion},
	{"deleteCampaign", ManageCampaigns, AboutRegion},
	{"openCampaign", ManageCampaigns, AboutRegion},
	{"closeCampaign", ManageCampaigns, AboutRegion},
	{"publishCampaign", ManageCampaigns, AboutRegion},
	{"reopenCampaign", ManageCampaigns, AboutRegion},
	{"listInspections", ReadCampaigns, AboutRegion},
	{"getInspection", ReadCampaigns, AboutRegion},
	{"listRevisions", ReadCampaigns, AboutRegion},
	{"submitInspection", SubmitResults, AboutRegion},
	{"confirmInspection", ReviewResults, AboutRegion},
	{"returnInspection", ReviewResults, AboutRegion},
	{"waiveInspection", ManageCampaigns, AboutRegion},
	{"submitMany", SubmitResults, AboutRegion},
	{"getPassRates", ReadCampaigns, AboutRegion},
	{"getScores", ReadCampaigns, AboutRegion},
	{"getTrend", ReadCampaigns, AboutRegion},
	{"getOverview", ReadCampaigns, AboutRegion},
	{"getAnnual", ReadCampaigns, AboutRegion},
	{"getMovers", ReadCampaigns, AboutRegion},
	{"getIndicators", ReadCampaigns, AboutRegion},
	{"getMeasureFigures", ReadCampaigns, AboutRegion},
	{"getRectification", ReadCampaigns, AboutRegion},
	{"getAnnex", ReadCampaigns, AboutRegion},
}
