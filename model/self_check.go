package model

import (
	"database/sql/driver"
	"reflect"
	"slices"
)

// ReportedFindings are findings as they were sent, of drafts and self-checks: no figure and no rectification looks into them.
// They are kept as JSON text.
type ReportedFindings []FindingEdit

// Value writes JSON.
func (f ReportedFindings) Value() (driver.Value, error) {
	if f == nil {
		f = ReportedFindings{}
	}
	return jsonValue(f)
}

// Scan reads JSON.
func (f *ReportedFindings) Scan(src any) error { return jsonScan(src, f) }

// SelfCheck is what a county or a unit has found on a thing of its own. It is no inspection: no figure of a campaign counts
// it. What the thing was called and whose it was is frozen with it.
type SelfCheck struct {
	ID                     uint64
	CampaignID             OptionalID // the round to prepare for, or to compare with
	CampaignCode           string
	CatalogueID            uint64
	PassLine               Points
	Kind                   Subject
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
	RegionCode             RegionCode
	CheckedOn              Date
	State                  SelfCheckState
	Verdict                Verdict
	DeductedScore          *Score
	BonusScore             *Score
	FinalScore             *Score
	Explanation            Explanation
	Findings               ReportedFindings
	Note                   string
	CheckedBy              string
	UserID                 uint64
	TokenID                uint64
	FinishedAt             Time
	SearchText             string
	Version                uint64
	CreatedAt              Time
	UpdatedAt              Time
}

// NewSelfCheck is a draft about a thing as it stands.
func NewSelfCheck(kind Subject, t Target, by Actor, at Time) SelfCheck {
	return SelfCheck{
		Kind: kind, SiteID: t.SiteID, AccountID: t.AccountID, TargetCode: t.TargetCode, TargetName: t.TargetName,
		TargetHomeURL: t.TargetHomeURL, TargetIsPortal: t.TargetIsPortal, TargetPlatform: t.TargetPlatform,
		TargetOrganizationID: t.TargetOrganizationID, TargetOrganizationName: t.TargetOrganizationName,
		TargetPublicService: t.TargetPublicService, RegionCode: t.RegionCode, State: selfCheckMachine.Start,
		CheckedBy: by.Name, UserID: by.UserID, TokenID: by.TokenID,
		SearchText: searchText(t.TargetName, t.TargetCode, t.TargetHomeURL), Version: 1, CreatedAt: at, UpdatedAt: at,
	}
}

// SelfCheckEdit is what a caller may set of a self-check. The verdict is computed, never taken.
type SelfCheckEdit struct {
	Campaign  string // code; empty judges by the catalogue in force on the day, and the usual pass line
	CheckedOn Date
	SubmissionEdit
}

// Normalize checks what can be checked without the catalogue.
func (e SelfCheckEdit) Normalize() (SelfCheckEdit, error) {
	var c checker
	e.Campaign = c.optional("campaign", e.Campaign, maxCampaignCode)
	c.date("checked_on", e.CheckedOn)
	var err error
	if e.SubmissionEdit, err = e.SubmissionEdit.Normalize(); err != nil {
		c.fields = append(c.fields, err.(*Error).Fields...) //nolint:errorlint,forcetypeassert // Normalize answers *Error
	}
	return e, c.err()
}

const maxCampaignCode = 24

// NewSelfCheckEdit is what a caller sends of a new self-check: the thing by its id, by site code, or by platform and account
// name.
type NewSelfCheckEdit struct {
	SiteID      OptionalID
	AccountID   OptionalID
	SiteCode    string
	Platform    Platform
	AccountName string
	SelfCheckEdit
}

// Thing is what the thing is called by.
func (e NewSelfCheckEdit) Thing() ThingName {
	return ThingName{
		SiteID: uint64(e.SiteID), AccountID: uint64(e.AccountID), SiteCode: e.SiteCode, Platform: e.Platform, AccountName: e.AccountName,
	}
}

// Normalize checks all fields at once.
func (e NewSelfCheckEdit) Normalize() (NewSelfCheckEdit, error) {
	var c checker
	ways := 0
	for _, named := range []bool{e.SiteID != 0, e.AccountID != 0, e.SiteCode != "", e.AccountName != "" || e.Platform != ""} {
		if named {
			ways++
		}
	}
	switch {
	case ways != 1:
		c.add("site_id", "self_check_subject")
	case e.SiteID == 0 && e.AccountID == 0:
		item, _, err := BulkItem{SiteCode: e.SiteCode, Platform: e.Platform, AccountName: e.AccountName}.Normalize()
		if err != nil {
			c.fields = append(c.fields, err.(*Error).Fields...) //nolint:errorlint,forcetypeassert // Normalize answers *Error
		}
		e.SiteCode, e.AccountName = item.SiteCode, item.AccountName
	}
	var err error
	if e.SelfCheckEdit, err = e.SelfCheckEdit.Normalize(); err != nil {
		c.fields = append(c.fields, err.(*Error).Fields...) //nolint:errorlint,forcetypeassert // Normalize answers *Error
	}
	return e, c.err()
}

// SelfCheckTerms are what a self-check is judged by: those of a campaign, or the usual ones of a catalogue.
type SelfCheckTerms struct {
	Campaign Campaign // its id is 0 for the usual ones
	Rule     ScoringRule
}

// UsualTerms is a round as its defaults would have it, over the catalogue in force.
func UsualTerms(c Catalogue) Campaign {
	usual := NewCampaignEdit()
	return Campaign{CatalogueID: c.ID, Kinds: usual.Kinds, ScoredKinds: usual.ScoredKinds, PassLine: usual.PassLine}
}

// Covers refuses a campaign that is not about the thing: of another area, or of other kinds.
func (k SelfCheck) Covers(c Campaign) error {
	if c.ID != 0 && (!c.RegionCode.Area().Covers(k.RegionCode) || !c.Kinds.Has(k.Kind)) {
		return InvalidField("campaign", "not_a_target", c.Code)
	}
	return nil
}

// Take takes the edit into a draft and judges it anew.
func (k *SelfCheck) Take(e SelfCheckEdit, t SelfCheckTerms, today Date) error {
	if err := k.move(VerbUpdateSelfCheck); err != nil {
		return err
	}
	if e.CheckedOn == "" {
		e.CheckedOn = today
	}
	if e.CheckedOn > today {
		return InvalidField("checked_on", "day_ahead", string(today))
	}
	k.CheckedOn, k.Findings, k.Note = e.CheckedOn, e.Findings, e.Note
	return k.judge(t)
}

func (k *SelfCheck) judge(t SelfCheckTerms) error {
	if err := k.Covers(t.Campaign); err != nil {
		return err
	}
	a, err := Assess(t.Rule, ScoringTarget{
		Subject: k.Kind, Scored: t.Campaign.Scores(k.Kind, k.TargetIsPortal), PublicService: k.TargetPublicService,
	}, k.Findings)
	if err != nil {
		return err
	}
	k.CampaignID, k.CampaignCode = OptionalID(t.Campaign.ID), t.Campaign.Code
	k.CatalogueID, k.PassLine = t.Campaign.CatalogueID, t.Campaign.PassLine
	k.Verdict, k.DeductedScore, k.BonusScore, k.FinalScore = a.Verdict, a.Deducted, a.Bonus, a.Final
	k.Explanation, k.Findings = a.Lines, a.Findings
	return nil
}

// Edit is the row as a caller may set it; a PATCH is decoded over it.
func (k SelfCheck) Edit() SelfCheckEdit {
	return SelfCheckEdit{k.CampaignCode, k.CheckedOn, SubmissionEdit{Findings: k.Findings, Note: k.Note}}
}

// Says reports whether the row is what a caller sends again.
func (k SelfCheck) Says(other SelfCheck) bool {
	if k.State != other.State || k.CheckedOn != other.CheckedOn || k.Note != other.Note {
		return false
	}
	return slices.EqualFunc(k.Findings, other.Findings, func(x, y FindingEdit) bool { return reflect.DeepEqual(x, y) })
}

// Thing is what the self-check is about.
func (k SelfCheck) Thing() ThingRef {
	return Target{SiteID: k.SiteID, AccountID: k.AccountID}.Thing(k.Kind)
}

// ForTrail leaves out of a draft what was found: the trail is read by those above, whom a county shows only what is finished.
func (k SelfCheck) ForTrail() any {
	if k.State == SelfCheckDraft {
		k.Verdict, k.DeductedScore, k.BonusScore, k.FinalScore = "", nil, nil, nil
		k.Explanation, k.Findings, k.Note = Explanation{}, ReportedFindings{}, ""
	}
	return k
}

// SelfCheckFilter selects self-checks; the zero value selects all.
type SelfCheckFilter struct {
	Campaign       string
	Region         Scope
	Kind           Subject
	State          SelfCheckState
	Verdict        Verdict
	OrganizationID uint64
	Query          string
}

// ResultLabel is the result as it is printed.
func (k SelfCheck) ResultLabel() string {
	switch k.Verdict {
	case VerdictPass:
		return "合格"
	case VerdictFail:
		return "不合格"
	}
	return ""
}
