package model

import "fmt"

// InspectionStatus is where the inspection of one target stands.
type InspectionStatus string

// The states of an inspection.
const (
	InspectionPending   InspectionStatus = "pending"
	InspectionWaiving   InspectionStatus = "waiving" // a waiver that a second person has to confirm
	InspectionSubmitted InspectionStatus = "submitted"
	InspectionReturned  InspectionStatus = "returned"
	InspectionConfirmed InspectionStatus = "confirmed"
	InspectionWaived    InspectionStatus = "waived"
)

// InspectionStatuses lists the states.
var InspectionStatuses = []InspectionStatus{
	InspectionPending, InspectionSubmitted, InspectionReturned, InspectionConfirmed, InspectionWaived, InspectionWaiving,
}

// Unfinished lists the states that keep a campaign from closing.
func Unfinished(reviewRequired bool) []InspectionStatus {
	unfinished := []InspectionStatus{InspectionPending, InspectionReturned, InspectionWaiving}
	if reviewRequired {
		unfinished = append(unfinished, InspectionSubmitted)
	}
	return unfinished
}

// PendingTarget names a target that keeps a campaign from closing.
func PendingTarget(i Inspection) FieldError {
	return FieldError{
		Field: fmt.Sprintf("inspections/%d", i.ID), Code: "target_pending",
		Args: []any{i.TargetName, string(i.Status)},
	}
}

// InspectionVerb is a change of an inspection's state.
type InspectionVerb string

// The verbs of an inspection.
const (
	VerbSubmit  InspectionVerb = "submit"
	VerbConfirm InspectionVerb = "confirm"
	VerbReturn  InspectionVerb = "return"
	VerbWaive   InspectionVerb = "waive"
)

// A confirmed result is returned before another one is submitted.
var inspectionMachine = Machine[InspectionStatus, InspectionVerb]{
	Noun: "inspection", Start: InspectionPending,
	Moves: []Move[InspectionStatus, InspectionVerb]{
		{VerbSubmit, []InspectionStatus{InspectionPending, InspectionSubmitted, InspectionReturned}, InspectionSubmitted},
		{VerbConfirm, []InspectionStatus{InspectionSubmitted}, InspectionConfirmed},
		{VerbReturn, []InspectionStatus{InspectionSubmitted, InspectionConfirmed, InspectionWaived}, InspectionReturned},
		{VerbWaive, []InspectionStatus{InspectionPending}, InspectionWaived},
	},
}

// Where results are reviewed, waivers are too. Both tables allow the same verbs in the states that they share.
var reviewedMachine = Machine[InspectionStatus, InspectionVerb]{
	Noun: "inspection with review", Start: InspectionPending,
	Moves: []Move[InspectionStatus, InspectionVerb]{
		{VerbSubmit, []InspectionStatus{InspectionPending, InspectionSubmitted, InspectionReturned}, InspectionSubmitted},
		{VerbConfirm, []InspectionStatus{InspectionSubmitted}, InspectionConfirmed},
		{VerbConfirm, []InspectionStatus{InspectionWaiving}, InspectionWaived},
		{VerbReturn, []InspectionStatus{InspectionSubmitted, InspectionConfirmed, InspectionWaived}, InspectionReturned},
		{VerbReturn, []InspectionStatus{InspectionWaiving}, InspectionPending},
		{VerbWaive, []InspectionStatus{InspectionPending}, InspectionWaiving},
	},
}

// Uninspected reports whether there is neither a result that stands nor a waiver.
func (s InspectionStatus) Uninspected() bool {
	return s == InspectionPending || s == InspectionReturned || s == InspectionWaiving
}

// Actions lists the verbs that the state allows.
func (s InspectionStatus) Actions() []string { return reviewedMachine.Verbs(s) }

// Move changes the state by a verb other than a submission, which Take is for. Waivers wait for a second person where the
// campaign has its results reviewed.
func (i *Inspection) Move(c Campaign, verb InspectionVerb, reason string) error {
	machine := inspectionMachine
	if c.ReviewRequired {
		machine = reviewedMachine
	}
	to, err := machine.Next(i.Status, verb)
	if err != nil {
		return err
	}
	i.Status = to
	switch verb {
	case VerbWaive:
		i.WaiveReason, i.ReturnReason = reason, ""
	case VerbReturn: // what was submitted does not stand any more; its revision is kept
		i.ReturnReason, i.WaiveReason = reason, ""
		i.Verdict, i.DeductedScore, i.BonusScore, i.FinalScore = "", nil, nil, nil
	case VerbConfirm, VerbSubmit:
	}
	return nil
}

// Take takes a result into the row as its next revision.
func (i *Inspection) Take(a Assessment) error {
	to, err := reviewedMachine.Next(i.Status, VerbSubmit) // the same in both tables
	if err != nil {
		return err
	}
	i.Status, i.Revision, i.ReturnReason = to, i.Revision+1, ""
	i.Verdict, i.DeductedScore, i.BonusScore, i.FinalScore = a.Verdict, a.Deducted, a.Bonus, a.Final
	return nil
}

// Scoring is the target as the scoring rule of its campaign looks at it.
func (i Inspection) Scoring(c Campaign) ScoringTarget {
	return ScoringTarget{
		Subject: i.Kind, Scored: c.Scores(i.Kind, i.TargetIsPortal), PublicService: i.TargetPublicService,
	}
}

// Verdicts lists the verdicts.
var Verdicts = []Verdict{VerdictPass, VerdictFail}

// Target is a site or an account as it stood when the campaign opened. Later changes of the register do not touch it.
type Target struct {
	SiteID                 OptionalID
	AccountID              OptionalID
	TargetCode             string
	TargetName             string
	TargetHomeURL          string
	TargetIsPortal         bool
	TargetPlatform         Platform
	TargetOrganizationID   uint64
	TargetOrganizationName string
	TargetPublicService    bool
	TargetKey              string // the code of a site, the folded name of an account: what a script calls it by
	RegionCode             RegionCode
}

// Inspection is the result for one target of a campaign.
type Inspection struct {
	ID           uint64
	CampaignID   uint64
	CampaignCode string
	Kind         Subject
	Target

	DrawnAs       DrawOutcome
	DrawnReason   string // why it was added to the open campaign
	Status        InspectionStatus
	Verdict       Verdict // empty while pending
	DeductedScore *Score
	BonusScore    *Score
	FinalScore    *Score
	Revision      int // 0 before the first submission
	WaiveReason   string
	ReturnReason  string // what to mend, until the next submission
	AssignedTo    OptionalID
	AssignedName  string // of that user, as it was called then
	SearchText    string
	Version       uint64
	CreatedAt     Time
	UpdatedAt     Time
}

// NewInspection freezes a target of the campaign.
func NewInspection(c Campaign, kind Subject, t Target, at Time) Inspection {
	return Inspection{
		CampaignID: c.ID, CampaignCode: c.Code, Kind: kind, Target: t, DrawnAs: DrawnFull, Status: InspectionPending,
		SearchText: searchText(t.TargetName, t.TargetCode, t.TargetHomeURL), Version: 1, CreatedAt: at, UpdatedAt: at,
	}
}

// SiteTarget freezes a site.
func SiteTarget(s Site, o Organization) Target {
	return Target{
		SiteID: OptionalID(s.ID), TargetCode: s.Code, TargetName: s.Name, TargetHomeURL: s.HomeURL,
		TargetIsPortal: s.IsPortal, TargetOrganizationID: o.ID, TargetOrganizationName: o.Name, TargetPublicService: o.ProvidesServices,
		TargetKey: s.Code, RegionCode: s.RegionCode,
	}
}

// AccountTarget freezes an account. Its code is the platform's permanent id, as the register knows no other.
func AccountTarget(a Account, o Organization) Target {
	return Target{
		AccountID: OptionalID(a.ID), TargetCode: a.PlatformAccountID, TargetName: a.Name, TargetPlatform: a.Platform,
		TargetOrganizationID: o.ID, TargetOrganizationName: o.Name, TargetPublicService: o.ProvidesServices, TargetKey: a.NameKey,
		RegionCode: a.RegionCode,
	}
}

// Submission is one revision of a result: what was found and what followed from it. Revisions are never changed.
type Submission struct {
	ID            uint64
	InspectionID  uint64
	RegionCode    RegionCode
	Revision      int
	Verdict       Verdict
	DeductedScore *Score
	BonusScore    *Score
	FinalScore    *Score
	Explanation   Explanation
	Note          string
	SubmittedBy   string
	TokenID       uint64
	UserID        uint64
	CreatedAt     Time
}

// Finding is one fault seen. An empty Indicator makes it an observation, which never changes a verdict.
type Finding struct {
	ID           uint64
	InspectionID uint64
	SubmissionID uint64
	RegionCode   RegionCode
	Position     int
	Indicator    string
	Occurrences  int
	Points       Points
	Description  string
	LocationURL  string

	RectificationID OptionalID // the finding as it is followed
	Number          string
}

// Result is an inspection with its newest revision, as a reader wants it.
type Result struct {
	Inspection Inspection
	Submission Submission
	Findings   []Finding
	Reviews    []Review // of that revision, the oldest first
	Open       bool     // whether the campaign takes results now
	Recheck    *Recheck // the newest look at the target again, if there was one since this result
}

// Says reports whether the result that stands is the one a caller sends again.
func (r Result) Says(e SubmissionEdit) bool {
	standing := r.Inspection.Status == InspectionSubmitted || r.Inspection.Status == InspectionConfirmed
	if !standing || r.Submission.Note != cleanParagraphs(e.Note) || len(r.Findings) != len(e.Findings) {
		return false
	}
	for i, f := range r.Findings {
		sent := e.Findings[i]
		if f.Indicator != CleanText(sent.Indicator) || f.Occurrences != max(sent.Occurrences, 1) || f.Points != sent.Points ||
			f.Description != cleanParagraphs(sent.Description) || f.LocationURL != CleanText(sent.LocationURL) ||
			(sent.Number != "" && f.Number != CleanText(sent.Number)) {
			return false
		}
	}
	return true
}

// SubmissionEdit is a result as a caller sends it. The verdict is computed, never taken.
type SubmissionEdit struct {
	Findings []FindingEdit
	Note     string
}

// MaxFindings is the number of findings one result may carry.
const MaxFindings = 200

// Normalize checks what can be checked without the catalogue.
func (e SubmissionEdit) Normalize() (SubmissionEdit, error) {
	var c checker
	if len(e.Findings) > MaxFindings {
		c.add("findings", "too_many_items", MaxFindings)
	}
	e.Note = c.paragraphs("note", e.Note, MaxText)
	return e, c.err()
}

// BulkItem is one result of a bulk submission: the target by site code, or by platform and account name.
type BulkItem struct {
	SiteCode    string
	Platform    Platform
	AccountName string
	SubmissionEdit
}

// MaxBulk is the number of results one call may carry.
const MaxBulk = 1000

// Normalize checks one item and answers the key of its target.
func (i BulkItem) Normalize() (BulkItem, TargetRef, error) {
	var c checker
	i.SiteCode = c.optional("site_code", i.SiteCode, 10)
	i.AccountName = c.optional("account_name", i.AccountName, MaxName)
	bySite, byAccount := i.SiteCode != "", i.AccountName != "" || i.Platform != ""
	switch {
	case bySite == byAccount:
		c.add("site_code", "target_unclear")
	case byAccount:
		oneOf(&c, "platform", i.Platform, Platforms)
		if i.AccountName == "" {
			c.add("account_name", "required")
		}
	}
	var err error
	if i.SubmissionEdit, err = i.SubmissionEdit.Normalize(); err != nil {
		c.fields = append(c.fields, err.(*Error).Fields...) //nolint:errorlint,forcetypeassert // Normalize answers *Error
	}
	if bySite {
		return i, TargetRef{Kind: SubjectSite, Key: i.SiteCode}, c.err()
	}
	return i, TargetRef{Kind: SubjectAccount, Platform: i.Platform, Key: Key(i.AccountName)}, c.err()
}

// Thing is what the thing of the item is called by.
func (i BulkItem) Thing() ThingName {
	return ThingName{SiteCode: i.SiteCode, Platform: i.Platform, AccountName: i.AccountName}
}

// TargetRef is what a script calls a target by.
type TargetRef struct {
	Kind     Subject
	Platform Platform
	Key      string
}

// Field is the field of a bulk item that names the target.
func (r TargetRef) Field() string {
	if r.Kind == SubjectSite {
		return "site_code"
	}
	return "account_name"
}

// Ref is what a script calls the target by.
func (i Inspection) Ref() TargetRef {
	return TargetRef{Kind: i.Kind, Platform: i.TargetPlatform, Key: i.TargetKey}
}

// InspectionFilter selects inspections; the zero value selects all.
type InspectionFilter struct {
	Campaign string
	Region   Scope
	Kind     Subject
	Status   InspectionStatus
	Verdict  Verdict
	Platform Platform
	Portal   string // "true", "false" or "" for both
	Query    string

	AssignedTo uint64
	Unassigned bool
}

// Label is the Chinese name of the state, as printed.
func (s InspectionStatus) Label() string {
	switch s {
	case InspectionPending:
		return "待检查"
	case InspectionSubmitted:
		return "已提交"
	case InspectionReturned:
		return "已退回"
	case InspectionConfirmed:
		return "已确认"
	case InspectionWaived:
		return "免检"
	case InspectionWaiving:
		return "免检待审"
	}
	return string(s)
}

// ResultLabel is the result of a target as the annex prints it.
func (i Inspection) ResultLabel() string {
	switch {
	case i.Status == InspectionWaived || i.Status.Uninspected():
		return i.Status.Label()
	case i.Verdict == VerdictPass:
		return "合格"
	case i.Verdict == VerdictFail:
		return "不合格"
	}
	return ""
}
