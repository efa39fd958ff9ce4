package model

import "iter"

// Replay is how targets stood after some submissions and reviews, each in the order in which they were made. A review
// decides about the revision that it names, so it comes after that one and before the next.
func Replay(c Campaign, targets iter.Seq[Inspection], submissions []Submission, reviews []Review) []Figure {
	newest, decided := map[uint64]Submission{}, map[uint64]Review{}
	for _, s := range submissions {
		newest[s.InspectionID] = s
	}
	for _, r := range reviews {
		decided[r.InspectionID] = r
	}
	var out []Figure
	for i := range targets {
		status, verdict, at := InspectionPending, Verdict(""), i.CreatedAt
		s, submitted := newest[i.ID]
		if submitted {
			status, verdict, at = InspectionSubmitted, s.Verdict, s.CreatedAt
		}
		if r, ok := decided[i.ID]; ok && r.Revision == s.Revision {
			status, verdict = r.leads(c, status, verdict)
			at = r.CreatedAt
		}
		out = append(out, i.Stood(status, verdict, at))
	}
	return out
}

// leads is what a decision makes of a target.
func (r Review) leads(c Campaign, status InspectionStatus, verdict Verdict) (InspectionStatus, Verdict) {
	switch r.Verb {
	case VerbReturn:
		return InspectionReturned, ""
	case VerbWaive:
		if c.ReviewRequired {
			return InspectionWaiving, ""
		}
		return InspectionWaived, ""
	case VerbConfirm:
		if r.Revision == 0 {
			return InspectionWaived, ""
		}
		return InspectionConfirmed, verdict
	case VerbSubmit:
	}
	return status, verdict
}
