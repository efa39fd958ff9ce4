package model

import (
	"cmp"
	"database/sql/driver"
	"slices"
)

// RecheckFindings are the findings of a re-check, kept as JSON text: nobody follows them, they only explain its verdict.
type RecheckFindings []FindingEdit

// Value writes JSON.
func (f RecheckFindings) Value() (driver.Value, error) {
	if f == nil {
		f = RecheckFindings{}
	}
	return jsonValue(f)
}

// Scan reads JSON.
func (f *RecheckFindings) Scan(src any) error { return jsonScan(src, f) }

// Recheck is another look at a target that has failed, inside its campaign. The first verdict stands in every figure; this
// one is shown beside it.
type Recheck struct {
	ID             uint64
	InspectionID   uint64
	CampaignID     uint64
	CampaignCode   string
	OrganizationID uint64
	RegionCode     RegionCode
	Number         int // from 1, for each inspection
	Revision       int // of the result that was looked at again
	Verdict        Verdict
	DeductedScore  *Score
	BonusScore     *Score
	FinalScore     *Score
	Explanation    Explanation
	Findings       RecheckFindings
	Note           string
	SubmittedBy    string
	TokenID        uint64
	UserID         uint64
	CreatedAt      Time
}

// Recheckable refuses a second look at what has not failed, or whose result does not stand.
func (i Inspection) Recheckable(c Campaign) error {
	switch {
	case c.State != CampaignOpen && c.State != CampaignClosed:
		return NewError(KindConflict, "recheck_too_late", string(c.State))
	case !i.Settled(c) || i.Verdict != VerdictFail:
		return NewError(KindConflict, "nothing_to_recheck")
	}
	return nil
}

// Settled reports whether the result of the target needs nobody to look at it any more, so that its findings can be worked on.
func (i Inspection) Settled(c Campaign) bool {
	return i.Status == InspectionConfirmed || (i.Status == InspectionSubmitted && !c.ReviewRequired)
}

// Round is a campaign of a series, which is of one area and one level of issuers.
type Round struct {
	CampaignID     uint64
	Code           string
	RoundLabel     string
	MonitoringDate Date
}

// RoundResult is the verdict of a target in a round.
type RoundResult struct {
	InspectionID   uint64
	CampaignID     uint64
	Kind           Subject
	SiteID         OptionalID
	AccountID      OptionalID
	TargetCode     string
	TargetName     string
	TargetPlatform Platform
	OrganizationID uint64
	Organization   string
	RegionCode     RegionCode
	Verdict        Verdict
}

// Streak is a target that has failed in the newest round and in the ones before it.
type Streak struct {
	Newest RoundResult
	Rounds []FailedRound // the newest first
}

// FailedRound is a round of a Streak.
type FailedRound struct {
	Round

	InspectionID uint64
}

// Streaks finds the targets that have failed at least so many rounds in a row up to the newest. Rounds are given the newest
// first. A round in which a target has no result, as it was not drawn, neither counts nor ends a row.
func Streaks(series []Round, results []RoundResult, least int) []Streak {
	type target struct{ site, account OptionalID }
	byTarget := map[target]map[uint64]RoundResult{}
	for _, r := range results {
		t := target{r.SiteID, r.AccountID}
		if byTarget[t] == nil {
			byTarget[t] = map[uint64]RoundResult{}
		}
		byTarget[t][r.CampaignID] = r
	}
	var found []Streak
	for _, of := range byTarget {
		if len(series) == 0 || of[series[0].CampaignID].Verdict != VerdictFail {
			continue
		}
		s := Streak{Newest: of[series[0].CampaignID]}
		for _, round := range series {
			r, inspected := of[round.CampaignID]
			if inspected && r.Verdict != VerdictFail {
				break
			}
			if inspected {
				s.Rounds = append(s.Rounds, FailedRound{round, r.InspectionID})
			}
		}
		if len(s.Rounds) >= least {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b Streak) int {
		return cmp.Or(cmp.Compare(len(b.Rounds), len(a.Rounds)), cmp.Compare(a.Newest.RegionCode, b.Newest.RegionCode),
			cmp.Compare(a.Newest.InspectionID, b.Newest.InspectionID))
	})
	return found
}

// NewRecheck is the nth look at a target again.
func NewRecheck(i Inspection, number int, as Assessment, note string, a Actor, at Time) Recheck {
	return Recheck{
		InspectionID: i.ID, CampaignID: i.CampaignID, CampaignCode: i.CampaignCode, OrganizationID: i.TargetOrganizationID,
		RegionCode: i.RegionCode, Number: number, Revision: i.Revision, Verdict: as.Verdict, DeductedScore: as.Deducted,
		BonusScore: as.Bonus, FinalScore: as.Final, Explanation: as.Lines, Findings: as.Findings, Note: note,
		SubmittedBy: a.Name, TokenID: a.TokenID, UserID: a.UserID, CreatedAt: at,
	}
}
