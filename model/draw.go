package model

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// DrawOutcome is why something became a target of a campaign, or why it did not.
type DrawOutcome string

// The outcomes of a draw.
const (
	DrawnFull        DrawOutcome = "full"         // everything is inspected
	DrawnListed      DrawOutcome = "listed"       // it was named
	DrawnPortal      DrawOutcome = "portal"       // portals must be included
	DrawnLastFailure DrawOutcome = "last_failure" // it failed in the last round
	DrawnNew         DrawOutcome = "new"          // it is new since the last round
	DrawnSampled     DrawOutcome = "sampled"      // the lot fell on it
	DrawnAdded       DrawOutcome = "added"        // it was added to the open campaign
	PassedNotSampled DrawOutcome = "not_sampled"  // the lot did not fall on it
	PassedNotListed  DrawOutcome = "not_listed"   // it was not named
	PassedExcluded   DrawOutcome = "excluded"     // it was left out for a reason
)

// DrawOutcomes lists the outcomes.
var DrawOutcomes = []DrawOutcome{
	DrawnFull, DrawnListed, DrawnPortal, DrawnLastFailure, DrawnNew, DrawnSampled, DrawnAdded, PassedNotSampled,
	PassedNotListed, PassedExcluded,
}

// Drawn reports whether the thing is a target.
func (o DrawOutcome) Drawn() bool {
	return o != PassedNotSampled && o != PassedNotListed && o != PassedExcluded
}

// Label is the Chinese name of the outcome, as printed.
func (o DrawOutcome) Label() string {
	switch o {
	case DrawnFull:
		return "全部检查"
	case DrawnListed:
		return "指定"
	case DrawnPortal:
		return "门户必查"
	case DrawnLastFailure:
		return "上次不合格"
	case DrawnNew:
		return "新增"
	case DrawnSampled:
		return "抽中"
	case DrawnAdded:
		return "补充"
	case PassedNotSampled:
		return "未抽中"
	case PassedNotListed:
		return "未指定"
	case PassedExcluded:
		return "排除"
	}
	return string(o)
}

// Stratum is a part of the register from which a sample takes its share.
type Stratum struct {
	RegionCode RegionCode
	Kind       Subject
	Platform   Platform // empty for sites
}

// String is the stratum as docs/drawing.md writes it: 422801/account/wechat, 422801/site.
func (s Stratum) String() string {
	if s.Kind == SubjectSite {
		return string(s.RegionCode) + "/site"
	}
	return string(s.RegionCode) + "/account/" + string(s.Platform)
}

// Candidate is a thing in use in the area of a campaign, with what a plan wants to know of it.
type Candidate struct {
	Kind Subject
	Target

	Listed     bool   // the plan names it
	Exclusion  string // why the plan leaves it out, empty when it does not
	FailedLast bool
	New        bool // since the last round
}

// Choice is what a draw decided on one thing.
type Choice struct {
	Kind Subject
	Target

	Outcome DrawOutcome
	Reason  string // why it was left out, or added
	Late    bool   // added, and not in use in the area when the targets were drawn
}

// Stratum is the part of the register the thing belongs to.
func (c Choice) Stratum() Stratum { return Stratum{c.RegionCode, c.Kind, c.TargetPlatform} }

// Identity is the thing as everybody knows it who has the published lists: site/4228010052, account/wechat/恩施发布.
func (c Choice) Identity() string { return identityOf(c.Kind, c.Target) }

func identityOf(kind Subject, t Target) string {
	if kind == SubjectSite {
		return "site/" + t.TargetCode
	}
	return "account/" + string(t.TargetPlatform) + "/" + t.TargetName
}

// Lot is the number that a thing draws under a seed, in hexadecimal digits: SHA-256 of the seed, a line feed and the
// identity. The lowest of a stratum are taken.
func Lot(seed, identity string) string {
	sum := sha256.Sum256([]byte(seed + "\n" + identity))
	return hex.EncodeToString(sum[:])
}

// Quota is how many of the n things of a stratum become targets at least, before exclusions.
func (p SamplingPlan) Quota(n int64) int64 {
	switch p.Coverage {
	case CoverageFull:
		return n
	case CoverageListed:
		return 0
	case CoverageSample:
	}
	return min(n, max(int64(p.Minimum), p.Ratio.Of(n)))
}

// Draw decides on each thing of the frame. It follows docs/drawing.md to the letter, as outsiders repeat it from there: the
// order of the frame means nothing, and neither does what stands in another stratum.
func (p SamplingPlan) Draw(frame []Candidate) []Choice {
	strata := map[Stratum][]Candidate{}
	for _, c := range frame {
		s := Stratum{c.RegionCode, c.Kind, c.TargetPlatform}
		strata[s] = append(strata[s], c)
	}
	choices := make([]Choice, 0, len(frame))
	for _, stratum := range strata {
		choices = append(choices, p.drawStratum(stratum)...)
	}
	SortChoices(choices)
	return choices
}

func (p SamplingPlan) drawStratum(things []Candidate) []Choice {
	type entry struct {
		choice Choice
		lot    string
	}
	left := p.Quota(int64(len(things)))
	var choices []Choice
	var lots []entry
	for _, t := range things {
		c := Choice{Kind: t.Kind, Target: t.Target, Outcome: p.surely(t), Reason: t.Exclusion}
		if c.Outcome == "" {
			lots = append(lots, entry{c, Lot(p.Seed, c.Identity())})
			continue
		}
		if c.Outcome.Drawn() {
			left--
		}
		choices = append(choices, c)
	}
	slices.SortFunc(lots, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.lot, y.lot), cmp.Compare(x.choice.Identity(), y.choice.Identity()))
	})
	for _, e := range lots {
		if e.choice.Outcome = DrawnSampled; left <= 0 {
			e.choice.Outcome = PassedNotSampled
		}
		left--
		choices = append(choices, e.choice)
	}
	return choices
}

// surely is what becomes of a thing without a lot, empty where the lot decides.
func (p SamplingPlan) surely(c Candidate) DrawOutcome {
	switch {
	case c.Exclusion != "":
		return PassedExcluded
	case p.Coverage == CoverageFull:
		return DrawnFull
	case c.Listed:
		return DrawnListed
	case p.Coverage == CoverageListed:
		return PassedNotListed
	case c.TargetIsPortal && p.MustInclude.Has(IncludePortals):
		return DrawnPortal
	case c.FailedLast && p.MustInclude.Has(IncludeLastFailures):
		return DrawnLastFailure
	case c.New && p.MustInclude.Has(IncludeNewSinceLast):
		return DrawnNew
	}
	return ""
}

// SortChoices puts choices into the order in which they are shown: sites first, then by stratum and identity.
func SortChoices(choices []Choice) {
	slices.SortFunc(choices, func(x, y Choice) int {
		return cmp.Or(
			-cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.RegionCode, y.RegionCode), cmp.Compare(x.TargetPlatform, y.TargetPlatform),
			cmp.Compare(x.Identity(), y.Identity()),
		)
	})
}

// PassedOver is a thing that was in use in the area of a campaign when its targets were drawn, and that did not become
// one. With the targets it makes the frame of the draw, so that the draw can be repeated years later.
type PassedOver struct {
	ID         uint64
	CampaignID uint64
	Kind       Subject
	Target

	Outcome DrawOutcome
	Reason  string // why it was left out
	AddedAt Time   // when it was added to the open campaign after all
}

// PassOver freezes a thing that was not drawn.
func PassOver(c Campaign, choice Choice) PassedOver {
	return PassedOver{CampaignID: c.ID, Kind: choice.Kind, Target: choice.Target, Outcome: choice.Outcome, Reason: choice.Reason}
}

// DrawnInspection freezes a target of a campaign, with why it is one.
func DrawnInspection(c Campaign, choice Choice, at Time) Inspection {
	i := NewInspection(c, choice.Kind, choice.Target, at)
	i.DrawnAs, i.DrawnReason = choice.Outcome, choice.Reason
	return i
}
