package matrix

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// kind is a kind of thing that a request can name.
type kind string

const (
	aRegion       kind = "region"
	anOrg         kind = "organization"
	aSite         kind = "site"
	anAccount     kind = "account"
	aSiteCode     kind = "site code"
	anAccountName kind = "account name"
	aCampaign     kind = "campaign"
	anInspection  kind = "inspection"
	anImport      kind = "import"
	aRow          kind = "row" // of the import before it in the path
	aCatalogue    kind = "catalogue"
	aUser         kind = "user"
	aToken        kind = "token"
	aContact      kind = "contact"
	anEntry       kind = "audit entry"
	aSelfCheck    kind = "self-check"
	anInspector   kind = "inspector"
	aTarget       kind = "target" // of the county's own campaign
	anAttachment  kind = "attachment"
	aFinding      kind = "finding"
	aMeasure      kind = "measure"
	aYear         kind = "year"
	aFiling       kind = "filing"
	aBulletin     kind = "bulletin" // that was issued, by the campaign that it is of
	aTemplate     kind = "bulletin template"
	aPassage      kind = "passage"
	aMapping      kind = "import mapping"
	aFileKind     kind = "kind of files"

	aReport         kind = "report"
	aReconciliation kind = "reconciliation"

	aWebhook  kind = "webhook"
	aDelivery kind = "delivery"

	ofTheCaller kind = "new"   // makes or renames the caller's own thing; see fresh
	aText       kind = "text"  // search text
	aCursor     kind = "after" // a place in a list
	plain       kind = "plain" // names no thing of this service
)

// pathCarriers says what the last word before a parameter of a path makes of it.
var pathCarriers = map[string]kind{
	"regions/{code}": aRegion, "organizations/{id}": anOrg, "sites/{id}": aSite, "accounts/{id}": anAccount,
	"catalogues/{id}": aCatalogue, "campaigns/{code}": aCampaign, "inspections/{id}": anInspection,
	"users/{id}": aUser, "tokens/{id}": aToken, "contacts/{id}": aContact, "entries/{id}": anEntry,
	"imports/{id}": anImport, "rows/{n}": aRow, "annexes/{number}": plain, "checks/{id}": aSelfCheck, "docs/{file}": plain,
	"attachments/{id}": anAttachment,
	"mappings/{id}":    aMapping, "templates/{kind}": aFileKind,
	"findings/{id}": aFinding, "measures/{id}": aMeasure, "calendars/{year}": aYear,
	"filings/{id}": aFiling, "templates/{id}": aTemplate, "passages/{id}": aPassage, "bulletins/{code}": aBulletin,
	"reports/{id}": aReport, "reconciliations/{id}": aReconciliation,
	"webhooks/{id}": aWebhook, "deliveries/{id}": aDelivery,
}

// queryCarriers says what a query parameter names.
var queryCarriers = map[string]kind{
	"assigned_to": plain, // a user, of whom nothing is told but what the caller sees of the targets anyway
	"region":      aRegion, "organization": anOrg, "campaign": aCampaign, "q": aText, "after": aCursor,
	"inspection": anInspection, "pair": anAttachment, "finding": plain,
	"as_of_campaign": aCampaign, "compare": aCampaign,
	"platform_account_id": plain, "name": plain, // a claim, compared with what the caller sees
	"user": plain, "token": plain, "thing_id": plain, "request_id": plain, // see TestTheTrailShowsOnlyTheOwn
	"catalogue": aCatalogue,
	"mapping":   aMapping,
}

// carrier is what a property of a body names.
type carrier struct {
	kind kind
	with map[string]any // what else of the same object is set for it
	pick int            // which of the caller's own things
	none string         // what names nothing, where that of the kind would do

	// body takes the place of the example, where another one is needed to name the kind.
	body func(w *world) map[string]any
}

var bodyCarriers = map[string]carrier{
	"SiteRequest.code":                      {kind: ofTheCaller},
	"SiteRequest.organization_id":           {kind: anOrg},
	"SiteRequest.region_code":               {kind: aRegion},
	"AccountRequest.organization_id":        {kind: anOrg},
	"AccountRequest.region_code":            {kind: aRegion},
	"AccountRequest.platform_account_id":    {kind: ofTheCaller},
	"OrganizationRequest.parent_id":         {kind: anOrg, pick: 1},
	"OrganizationRequest.region_code":       {kind: aRegion},
	"OrganizationRequest.credit_code":       {kind: plain},
	"CampaignRequest.region_code":           {kind: aRegion},
	"CampaignRequest.catalogue":             {kind: aCatalogue},
	"CampaignRequest.code":                  {kind: ofTheCaller},
	"RegionRequest.code":                    {kind: aRegion, none: "430102"},
	"BulkItemRequest.site_code":             {kind: aSiteCode},
	"BulkItemRequest.account_name":          {kind: anAccountName, with: map[string]any{"site_code": "", "platform": "wechat", "findings": []any{}}},
	"ThingRequest.site_id":                  {kind: aSite, with: map[string]any{"site_code": ""}},
	"ThingRequest.account_id":               {kind: anAccount, with: map[string]any{"site_code": ""}},
	"ThingRequest.site_code":                {kind: aSiteCode},
	"ThingRequest.account_name":             {kind: anAccountName, with: map[string]any{"site_code": "", "platform": "wechat"}},
	"ExclusionRequest.site_id":              {kind: aSite, with: map[string]any{"platform": "", "account_name": ""}},
	"ExclusionRequest.account_id":           {kind: anAccount, with: map[string]any{"platform": "", "account_name": ""}},
	"ExclusionRequest.site_code":            {kind: aSiteCode, with: map[string]any{"platform": "", "account_name": ""}},
	"ExclusionRequest.account_name":         {kind: anAccountName},
	"UserRequest.organization_id":           {kind: anOrg},
	"UserRequest.region_code":               {kind: aRegion},
	"NewUserRequest.organization_id":        {kind: anOrg, with: map[string]any{"role": "unit_staff", "region_code": "", "scopes": []any{}}},
	"NewUserRequest.region_code":            {kind: aRegion, none: "430102"}, // a scope need not have a region yet
	"TokenRequest.region_code":              {kind: aRegion, none: "430102"},
	"LoginRequest.code":                     {kind: plain},
	"TOTPCodeRequest.code":                  {kind: plain},
	"TOTPRemovalRequest.code":               {kind: plain},
	"SSOCallbackRequest.code":               {kind: plain},
	"CorrectionRequest.values":              {kind: plain}, // cells of the caller's row; the test of imports puts foreign things in
	"CorrectionRequest.accept_suggestions":  {kind: plain},
	"NewSelfCheckRequest.site_id":           {kind: aSite},
	"NewSelfCheckRequest.account_id":        {kind: anAccount, with: map[string]any{"site_id": nil, "findings": []any{}}},
	"NewSelfCheckRequest.site_code":         {kind: aSiteCode, with: map[string]any{"site_id": nil}},
	"NewSelfCheckRequest.account_name":      {kind: anAccountName, with: map[string]any{"site_id": nil, "site_code": "", "platform": "wechat", "findings": []any{}}},
	"NewSelfCheckRequest.campaign":          {kind: aCampaign},
	"SelfCheckRequest.campaign":             {kind: aCampaign},
	"SelfCheckItemRequest.site_code":        {kind: aSiteCode},
	"SelfCheckItemRequest.account_name":     {kind: anAccountName, with: map[string]any{"site_code": "", "platform": "wechat", "findings": []any{}}},
	"AssignRequest.user_id":                 {kind: anInspector},
	"AssignmentsRequest.users":              {kind: anInspector},
	"AssignmentsRequest.region_code":        {kind: aRegion},
	"TargetAssignmentRequest.inspection_id": {kind: aTarget, body: assignList},
	"TargetAssignmentRequest.user_id":       {kind: anInspector, body: assignList},
	"RegionAssignmentRequest.region_code":   {kind: aRegion, body: assignRegion},
	"RegionAssignmentRequest.user_id":       {kind: anInspector, body: assignRegion},
	"ProofRequest.attachment_ids":           {kind: anAttachment, pick: 1}, // which is no proof
	"AttachmentRequest.pair_id":             {kind: anAttachment, pick: 1, with: map[string]any{"moment": "after"}},
	"MergeRequest.into":                     {kind: anOrg},
	"MoveRequest.organization_id":           {kind: anOrg},
	"PlatformIDRequest.platform_account_id": {kind: ofTheCaller},
	"CatalogueRequest.id":                   {kind: plain}, // of an answer that is sent back; nobody looks at it
	"CatalogueRequest.version":              {kind: plain},
	"CatalogueRequest.region_code":          {kind: aRegion},
	"CatalogueRequest.document":             {kind: ofTheCaller},
	"IndicatorRequest.code":                 {kind: plain},
	"TrackedFindingRequest.recurrence_of":   {kind: aFinding},
	"BulletinRequest.template_id":           {kind: aTemplate},
	"BulletinRequest.passages":              {kind: aPassage},
	"BulletinTemplateRequest.region_code":   {kind: aRegion},
	"PassageRequest.region_code":            {kind: aRegion},
	"ImportMappingRequest.region_code":      {kind: aRegion},
	"NewReportRequest.campaign":             {kind: aCampaign, with: map[string]any{"kind": "results"}},
	"NewReportRequest.region_code":          {kind: aRegion, none: "430102"},
	"PullRequest.region_code":               {kind: aRegion, none: "430102"},
	"SettleItemRequest.number":              {kind: plain}, // of a row of the path's own
	"SettleItemRequest.version":             {kind: plain},
	"WebhookRequest.region_code":            {kind: aRegion, none: "430102"},
	"ReplayRequest.after":                   {kind: plain}, // a place in the feed, which is the same for everybody
}

func assignList(w *world) map[string]any {
	return map[string]any{"by": "list", "items": []any{map[string]any{
		"inspection_id": number(w.first(aTarget, "A1").name), "user_id": number(w.first(anInspector, "A").name),
	}}}
}

func assignRegion(w *world) map[string]any {
	return map[string]any{"by": "region", "regions": []any{map[string]any{
		"region_code": w.first(aRegion, "A").name, "user_id": number(w.first(anInspector, "A").name),
	}}}
}

// fresh makes the values that name a new thing, or that must not be those of another one.
var fresh = map[string]func(w *world, n int) any{
	"NewSelfCheckRequest.account_id":        func(*world, int) any { return leftOut }, // the example names a site
	"NewSelfCheckRequest.site_code":         func(*world, int) any { return leftOut },
	"SiteRequest.code":                      func(w *world, n int) any { return w.siteCode("A", n) },
	"SiteRequest.name":                      func(_ *world, n int) any { return named("新站", "A0", n) },
	"AccountRequest.name":                   func(_ *world, n int) any { return named("新号", "A0", n) },
	"AccountRequest.platform_account_id":    func(_ *world, n int) any { return named("id", "A0", n) },
	"OrganizationRequest.name":              func(_ *world, n int) any { return named("新单位", "A0", n) },
	"NewUserRequest.name":                   func(_ *world, n int) any { return fmt.Sprintf("%s-%d", canary("A0"), n) },
	"NewUserRequest.scopes":                 func(*world, int) any { return leftOut },
	"NewUserRequest.role":                   func(*world, int) any { return "viewer" },
	"NewUserRequest.organization_id":        func(*world, int) any { return leftOut },
	"CampaignRequest.code":                  func(*world, int) any { return leftOut },
	"CampaignRequest.year":                  func(_ *world, n int) any { return 2100 + n/99 },
	"CampaignRequest.round":                 func(_ *world, n int) any { return n%99 + 1 },
	"PlatformIDRequest.platform_account_id": func(_ *world, n int) any { return named("id", "A0", n) },
	"RenameRequest.name":                    func(_ *world, n int) any { return named("新名", "A0", n) },
	"CatalogueRequest.document":             func(_ *world, n int) any { return fmt.Sprintf("文号%d", n) }, // everybody reads it
	"ImportMappingRequest.name":             func(_ *world, n int) any { return named("新表", "A0", n) },
	"BulletinIssueRequest.issued_on":        func(*world, int) any { return "2022-10-08" },
	"CatalogueRequest.issuer":               func(_ *world, n int) any { return fmt.Sprintf("机关%d", n) },
}

type absent struct{}

// leftOut takes a property out of the example.
var leftOut absent

// reference matches what looks like the name of a thing.
var reference = regexp.MustCompile(`(^|_)(ids?|codes?|n|refs?|region|organization|campaign|site|account|user|token|contact|catalogue|inspection|import|parent|owner|principal)$`)

// largest is the bound of ids in the document.
const largest = 1<<53 - 1

func looksLikeReference(name string, of *openapi3.Schema) bool {
	isID := of != nil && of.Type.Is(openapi3.TypeInteger) && of.Max != nil && *of.Max == largest
	return isID || reference.MatchString(name)
}

// Nothing that may name a thing is without an entry above, so a new operation cannot be forgotten.
func TestEveryReferenceIsKnown(t *testing.T) {
	used := map[string]bool{}
	for _, o := range readDocument(t) {
		for _, name := range o.pathNames() {
			key := o.pathKey(name)
			if used[key] = true; pathCarriers[key] == "" {
				t.Errorf("%s: nobody says what {%s} after %q names", o.id, name, key)
			}
		}
		for _, name := range o.query {
			if used[name] = true; queryCarriers[name] == "" && looksLikeReference(name, nil) {
				t.Errorf("%s: nobody says what the query parameter %s names", o.id, name)
			}
		}
		for _, p := range o.properties() {
			used[p.String()] = true
			if _, known := bodyCarriers[p.String()]; !known && looksLikeReference(p.name, p.of) {
				t.Errorf("%s: nobody says what %s names", o.id, p)
			}
		}
	}
	for key := range bodyCarriers {
		if !used[key] {
			t.Errorf("there is no %s", key)
		}
	}
	for key := range pathCarriers {
		if !used[key] {
			t.Errorf("there is no %s", key)
		}
	}
}

// pathKey is a parameter of the path with the word before it.
func (o operation) pathKey(name string) string {
	m := regexp.MustCompile(`(\w+/\{` + name + `\})`).FindStringSubmatch(o.path)
	if m == nil {
		return ""
	}
	return m[1]
}
