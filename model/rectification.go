package model

import (
	"fmt"
)

// FindingState is where the rectification of a finding stands.
type FindingState string

// The states of a finding.
const (
	FindingOpen      FindingState = "open"
	FindingSubmitted FindingState = "submitted"
	FindingAccepted  FindingState = "accepted"
	FindingExempted  FindingState = "exempted"
	FindingWithdrawn FindingState = "withdrawn" // the result that stands does not have it any more
	FindingNone      FindingState = "none"      // a bonus, of which nothing has to be put right
)

// FindingStates lists the states.
var FindingStates = []FindingState{
	FindingOpen, FindingSubmitted, FindingAccepted, FindingExempted, FindingWithdrawn, FindingNone,
}

// FindingVerb is a change of a finding.
type FindingVerb string

// The verbs of a finding. Withdraw and reappear follow from another result for the target, due from a change of the due
// day; nobody calls them by name.
const (
	VerbSubmitProof FindingVerb = "submit"
	VerbAccept      FindingVerb = "accept"
	VerbReject      FindingVerb = "reject"
	VerbExtend      FindingVerb = "extend"
	VerbExempt      FindingVerb = "exempt"
	VerbDue         FindingVerb = "due"
	VerbWithdraw    FindingVerb = "withdraw"
	VerbReappear    FindingVerb = "reappear"
	VerbLapse       FindingVerb = "lapse" // the end of an exemption
)

var findingMachine = Machine[FindingState, FindingVerb]{
	Noun: "finding", Start: FindingOpen, Other: []FindingState{FindingNone},
	Moves: []Move[FindingState, FindingVerb]{
		{VerbSubmitProof, []FindingState{FindingOpen}, FindingSubmitted},
		{VerbAccept, []FindingState{FindingSubmitted}, FindingAccepted},
		{VerbReject, []FindingState{FindingSubmitted}, FindingOpen},
		{VerbExtend, []FindingState{FindingOpen}, FindingOpen},
		{VerbExtend, []FindingState{FindingSubmitted}, FindingSubmitted},
		{VerbExempt, []FindingState{FindingOpen}, FindingExempted},
	},
	Follows: []Move[FindingState, FindingVerb]{
		{VerbWithdraw, []FindingState{FindingOpen, FindingSubmitted, FindingAccepted, FindingExempted, FindingNone}, FindingWithdrawn},
		{VerbReappear, []FindingState{FindingWithdrawn}, FindingOpen},
		{VerbLapse, []FindingState{FindingExempted}, FindingOpen},
	},
}

// Actions lists the verbs that a caller can use in the state.
func (s FindingState) Actions() []string { return findingMachine.Verbs(s) }

// Refuse is the answer to what the state does not allow.
func (s FindingState) Refuse() error { return findingMachine.Refuse(s) }

// Label is the Chinese name of the state, as printed.
func (s FindingState) Label() string {
	switch s {
	case FindingOpen:
		return "待整改"
	case FindingSubmitted:
		return "待审核"
	case FindingAccepted:
		return "已整改"
	case FindingExempted:
		return "已豁免"
	case FindingWithdrawn:
		return "已撤销"
	case FindingNone:
		return "无需整改"
	}
	return string(s)
}

// FindingParts lists the parts of findings.
var FindingParts = []Part{PartVeto, PartDeduction, PartBonus, PartObservation}

// FindingPartLabel is the Chinese name of the part of a finding, as printed.
func FindingPartLabel(p Part) string {
	switch p {
	case PartVeto:
		return "单项否决"
	case PartDeduction:
		return "扣分"
	case PartBonus:
		return "加分"
	case PartObservation:
		return "观察"
	}
	return string(p)
}

// Rectification is a finding of a campaign as it is followed until it is put right: one row for each fault of a target,
// however often the result is submitted. Its number is never used twice.
type Rectification struct {
	ID               uint64
	Number           string
	Serial           int
	CampaignID       uint64
	CampaignCode     string
	InspectionID     uint64
	Kind             Subject
	SiteID           OptionalID
	AccountID        OptionalID
	TargetCode       string
	TargetName       string
	TargetPlatform   Platform
	OrganizationID   uint64
	OrganizationName string
	RegionCode       RegionCode
	Part             Part
	Indicator        string
	IndicatorName    string
	Occurrences      int
	Points           Points
	Description      string
	LocationURL      string
	FaultKey         string
	State            FindingState
	DueOn            Date // the last day to put it right; without one it is never overdue
	ExemptUntil      Date // the last day of the exemption; after it the finding is open again
	SubmittedOn      Date // of the newest proof
	RecurrenceOf     OptionalID
	RecurrenceNumber string
	SearchText       string
	Version          uint64
	CreatedAt        Time
	UpdatedAt        Time
}

// MaxFindingNumber is the length of a number, in characters.
const MaxFindingNumber = 40

// FindingNumber is the number of a finding. It may grow beyond four digits.
func FindingNumber(campaign string, serial int) string {
	return fmt.Sprintf("%s-%04d", campaign, serial)
}

// NewRectification follows a fault of a target that has no number yet.
func NewRectification(i Inspection, rule ScoringRule, f FindingEdit, at Time) Rectification {
	row := Rectification{
		CampaignID: i.CampaignID, CampaignCode: i.CampaignCode, InspectionID: i.ID, Kind: i.Kind, SiteID: i.SiteID,
		AccountID: i.AccountID, TargetCode: i.TargetCode, TargetName: i.TargetName, TargetPlatform: i.TargetPlatform,
		OrganizationID: i.TargetOrganizationID, OrganizationName: i.TargetOrganizationName, RegionCode: i.RegionCode,
		State: FindingOpen, Version: 1, CreatedAt: at, UpdatedAt: at,
	}
	row.Describe(rule, f)
	return row
}

// Thing is the site or account that has the fault.
func (r Rectification) Thing() ThingRef {
	return Target{SiteID: r.SiteID, AccountID: r.AccountID}.Thing(r.Kind)
}

// Describe takes what a result says of the fault. A merit has nothing to be put right.
func (r *Rectification) Describe(rule ScoringRule, f FindingEdit) {
	ind, known := rule.Indicators[f.Indicator]
	r.Part, r.Indicator, r.IndicatorName = PartObservation, f.Indicator, ind.Name
	if known {
		r.Part = ind.Part
	}
	r.Occurrences, r.Points, r.Description, r.LocationURL = f.Occurrences, f.Points, f.Description, f.LocationURL
	r.FaultKey = f.FaultKey()
	r.SearchText = searchText(r.Number, r.TargetName, r.TargetCode, r.IndicatorName, r.Description)
	switch {
	case r.Part == PartBonus:
		r.State = FindingNone
	case r.State == FindingNone:
		r.State = FindingOpen
	}
}

// Give gives a new finding its number in the campaign.
func (r *Rectification) Give(serial int) {
	r.Serial, r.Number = serial, FindingNumber(r.CampaignCode, serial)
	r.SearchText = searchText(r.Number, r.TargetName, r.TargetCode, r.IndicatorName, r.Description)
}

// Withdraw takes the finding out, as the result that stands does not have it any more.
func (r *Rectification) Withdraw() error {
	to, follows := findingMachine.Follow(r.State, VerbWithdraw)
	if !follows {
		return r.State.Refuse()
	}
	r.State = to
	return nil
}

// Reappear takes a withdrawn finding back; one that is there stays as it is.
func (r *Rectification) Reappear() {
	if to, follows := findingMachine.Follow(r.State, VerbReappear); follows {
		r.State, r.ExemptUntil = to, ""
	}
}

// StateOn is the state on a day: an exemption ends by itself.
func (r Rectification) StateOn(today Date) FindingState {
	if r.State == FindingExempted && r.ExemptUntil < today {
		return FindingOpen
	}
	return r.State
}

// Overdue reports whether the last day has passed without proof. What has been handed in waits for its review and is not
// overdue; once it is rejected, it is.
func (r Rectification) Overdue(today Date) bool {
	return r.StateOn(today) == FindingOpen && r.DueOn != "" && r.DueOn < today
}

// Change is what a verb does to a finding.
type Change struct {
	Verb        FindingVerb
	DueOn       Date // of extend
	ExemptUntil Date // of exempt
}

// Move changes the finding by a verb of a caller on a day.
func (r *Rectification) Move(c Change, today Date) error {
	from := r.StateOn(today)
	to, err := findingMachine.Next(from, c.Verb)
	if err != nil {
		return err
	}
	switch c.Verb {
	case VerbSubmitProof:
		r.SubmittedOn = today
	case VerbExtend:
		if r.DueOn == "" {
			return NewError(KindConflict, "no_due_day")
		}
		if c.DueOn <= r.DueOn {
			return InvalidField("due_on", "not_later", string(r.DueOn))
		}
		r.DueOn = c.DueOn
	case VerbExempt:
		if c.ExemptUntil < today {
			return InvalidField("until", "in_the_past")
		}
		r.ExemptUntil = c.ExemptUntil
	case VerbAccept, VerbReject, VerbDue, VerbWithdraw, VerbReappear, VerbLapse:
	}
	r.State = to
	return nil
}

// SetDue gives the finding its due day, or brings it forward. Who lets a day pass later than it was says why, with extend.
func (r *Rectification) SetDue(due, today Date) error {
	switch state := r.StateOn(today); {
	case due == r.DueOn:
		return nil
	case state != FindingOpen && state != FindingSubmitted:
		return state.Refuse()
	case r.DueOn != "" && (due == "" || due > r.DueOn):
		return InvalidField("due_on", "extend_instead", string(r.DueOn))
	}
	r.DueOn = due
	return nil
}

// FindingCounter is the last number given to a finding of a campaign.
type FindingCounter struct {
	CampaignID uint64
	LastSerial int
}

// RectificationStep is one thing that happened to a finding.
type RectificationStep struct {
	ID              uint64
	RectificationID uint64
	RegionCode      RegionCode
	Verb            FindingVerb
	FromState       FindingState
	ToState         FindingState
	Note            string // what was done, or why
	Approver        string
	DueBefore       Date
	DueAfter        Date
	ExemptUntil     Date
	DoneBy          string
	UserID          uint64
	TokenID         uint64
	CreatedAt       Time
}
