package model

import "slices"

// Review is what somebody decided about a revision of a result, or about the waiver of a target that has none.
type Review struct {
	ID           uint64
	InspectionID uint64
	RegionCode   RegionCode
	Revision     int            // 0 for waivers
	Verb         InspectionVerb // confirm, return, or waive, which proposes it where waivers are reviewed
	Reason       string
	ReviewedBy   string
	UserID       uint64
	TokenID      uint64
	CreatedAt    Time
}

// NewReview is what a caller decides about what stands.
func NewReview(i Inspection, verb InspectionVerb, reason string, a Actor, at Time) Review {
	return Review{
		InspectionID: i.ID, RegionCode: i.RegionCode, Revision: i.Revision, Verb: verb, Reason: reason, ReviewedBy: a.Name,
		UserID: a.UserID, TokenID: a.TokenID, CreatedAt: at,
	}
}

// Revisions are all results of an inspection, the newest first, with what was decided about each.
type Revisions struct {
	Items   []Result
	Waivers []Review // what was decided while there was no result, the oldest first
}

// Add puts a review to its revision.
func (r *Revisions) Add(review Review) {
	at := slices.IndexFunc(r.Items, func(i Result) bool { return i.Submission.Revision == review.Revision })
	if at < 0 {
		r.Waivers = append(r.Waivers, review)
		return
	}
	r.Items[at].Reviews = append(r.Items[at].Reviews, review)
}

// RevisionComparison says how one revision of a result differs from another.
type RevisionComparison struct {
	From, To       Result
	Added, Removed []Finding
	Changed        []FindingChange
	Unchanged      int
	NoteChanged    bool
	VerdictChanged bool
	ScoreChanged   bool
}

// FindingChange is a finding of both revisions that does not say the same in both.
type FindingChange struct {
	From, To Finding
	Fields   []string // that differ
}

// CompareRevisions says how to differs from from. Two findings are the same when indicator, place and description are, whatever
// their order; what is left over is the same when indicator and place are, with another description.
func CompareRevisions(from, to Result) RevisionComparison {
	c := RevisionComparison{
		From: from, To: to, NoteChanged: from.Submission.Note != to.Submission.Note,
		VerdictChanged: from.Submission.Verdict != to.Submission.Verdict,
		ScoreChanged:   !equalScores(from.Submission.FinalScore, to.Submission.FinalScore),
	}
	before, after := slices.Clone(from.Findings), slices.Clone(to.Findings)
	before, after = c.pair(before, after, func(f Finding) (findingKey, bool) {
		return findingKey{f.Indicator, f.LocationURL, Key(f.Description)}, true
	})
	before, after = c.pair(before, after, func(f Finding) (findingKey, bool) {
		return findingKey{f.Indicator, f.LocationURL, ""}, f.LocationURL != ""
	})
	c.Removed, c.Added = before, after
	slices.SortStableFunc(c.Changed, func(x, y FindingChange) int { return x.To.Position - y.To.Position })
	return c
}

type findingKey struct{ indicator, location, description string }

// pair takes the findings with equal keys out of both lists, in their order, and answers what is left.
func (c *RevisionComparison) pair(before, after []Finding, key func(Finding) (findingKey, bool)) (left, added []Finding) {
	waiting := map[findingKey][]Finding{}
	for _, f := range before {
		if k, ok := key(f); ok {
			waiting[k] = append(waiting[k], f)
		}
	}
	paired := map[int]bool{} // positions of before
	for _, f := range after {
		k, ok := key(f)
		if !ok || len(waiting[k]) == 0 {
			added = append(added, f)
			continue
		}
		was := waiting[k][0]
		waiting[k], paired[was.Position] = waiting[k][1:], true
		if fields := differing(was, f); len(fields) > 0 {
			c.Changed = append(c.Changed, FindingChange{was, f, fields})
		} else {
			c.Unchanged++
		}
	}
	return slices.DeleteFunc(before, func(f Finding) bool { return paired[f.Position] }), added
}

func differing(a, b Finding) []string {
	var fields []string
	for _, d := range []struct {
		name    string
		differs bool
	}{
		{"occurrences", a.Occurrences != b.Occurrences},
		{"points", a.Points != b.Points},
		{"description", a.Description != b.Description},
	} {
		if d.differs {
			fields = append(fields, d.name)
		}
	}
	return fields
}

func equalScores(a, b *Score) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
