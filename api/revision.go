package api

import (
	"net/http"
	"time"

	"xuncha/model"
)

type revisionResponse struct {
	Revision      int                   `json:"revision" validate:"required" example:"1"`
	Verdict       model.Verdict         `json:"verdict" validate:"required" example:"pass"`
	DeductedScore *model.Score          `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score          `json:"bonus_score" validate:"required" example:"5"`
	FinalScore    *model.Score          `json:"final_score" validate:"required" example:"100"`
	Explanation   []explanationResponse `json:"explanation" validate:"required"`
	Findings      []findingResponse     `json:"findings" validate:"required"`
	Note          string                `json:"note" validate:"required" example:""`
	SubmittedBy   string                `json:"submitted_by" validate:"required" example:"inspector"`
	SubmittedAt   time.Time             `json:"submitted_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
	// what was decided about it, the oldest first
	Reviews []reviewResponse `json:"reviews" validate:"required"`
} //	@name	Revision

type revisionsResponse struct {
	// the newest first
	Items []revisionResponse `json:"items" validate:"required"`
	// what was decided while there was no result, the oldest first
	Waivers []reviewResponse `json:"waivers" validate:"required"`
} //	@name	Revisions

// revisions godoc
//
//	@Summary	Read every result ever submitted for an inspection
//	@Tags		inspections
//	@ID			listRevisions
//	@Param		id	path		int	true	"id"
//	@Success	200	{object}	revisionsResponse
//	@Router		/api/v1/inspections/{id}/revisions [get]
func (h inspections) revisions(c *call) error {
	id, err := c.readID()
	if err != nil {
		return err
	}
	all, err := h.svc.Revisions(c.Request().Context(), c.actor, id)
	if err != nil {
		return err
	}
	out := revisionsResponse{Items: make([]revisionResponse, len(all.Items)), Waivers: pluck(all.Waivers, newReview)}
	for i, r := range all.Items {
		out.Items[i] = c.revision(r)
	}
	return writeJSON(c, http.StatusOK, out)
}

func (c *call) revision(r model.Result) revisionResponse {
	shown := c.inspection(r)
	return revisionResponse{
		Revision: r.Submission.Revision, Verdict: r.Submission.Verdict, DeductedScore: r.Submission.DeductedScore,
		BonusScore: r.Submission.BonusScore, FinalScore: r.Submission.FinalScore, Explanation: shown.Explanation,
		Findings: shown.Findings, Note: shown.Note, SubmittedBy: shown.SubmittedBy, SubmittedAt: r.Submission.CreatedAt.Time,
		Reviews: pluck(r.Reviews, newReview),
	}
}

type reviewResponse struct {
	Action model.InspectionVerb `json:"action" validate:"required" example:"return"`
	// remark of whoever returned it, or why the target is waived
	Reason     string    `json:"reason" validate:"required" example:"缺少截图"`
	ReviewedBy string    `json:"reviewed_by" validate:"required" example:"reviewer-01"`
	ReviewedAt time.Time `json:"reviewed_at" validate:"required" format:"date-time" example:"2022-10-10T01:00:00Z"`
} //	@name	Review

func newReview(r model.Review) reviewResponse {
	return reviewResponse{r.Verb, r.Reason, r.ReviewedBy, r.CreatedAt.Time}
}

type revisionComparisonResponse struct {
	From comparedRevision `json:"from" validate:"required"`
	To   comparedRevision `json:"to" validate:"required"`
	// only in to
	Added []findingResponse `json:"added" validate:"required"`
	// only in from
	Removed []findingResponse `json:"removed" validate:"required"`
	// in both, and not the same
	Changed []changedFinding `json:"changed" validate:"required"`
	// findings that are the same in both
	Unchanged      int  `json:"unchanged" validate:"required" example:"3"`
	VerdictChanged bool `json:"verdict_changed" validate:"required" example:"false"`
	ScoreChanged   bool `json:"score_changed" validate:"required" example:"true"`
	NoteChanged    bool `json:"note_changed" validate:"required" example:"false"`
} //	@name	RevisionComparison

type comparedRevision struct {
	Revision      int           `json:"revision" validate:"required" example:"1"`
	Verdict       model.Verdict `json:"verdict" validate:"required" example:"pass"`
	DeductedScore *model.Score  `json:"deducted_score" validate:"required" example:"95"`
	BonusScore    *model.Score  `json:"bonus_score" validate:"required" example:"5"`
	FinalScore    *model.Score  `json:"final_score" validate:"required" example:"100"`
	Note          string        `json:"note" validate:"required" example:""`
	SubmittedBy   string        `json:"submitted_by" validate:"required" example:"inspector-01"`
	SubmittedAt   time.Time     `json:"submitted_at" validate:"required" format:"date-time" example:"2022-10-09T01:00:00Z"`
} //	@name	ComparedRevision

type changedFinding struct {
	From findingResponse `json:"from" validate:"required"`
	To   findingResponse `json:"to" validate:"required"`
	// what differs: occurrences, points, description
	Fields []string `json:"fields" validate:"required" example:"occurrences"`
} //	@name	ChangedFinding

func newComparedRevision(r model.Result) comparedRevision {
	s := r.Submission
	return comparedRevision{s.Revision, s.Verdict, s.DeductedScore, s.BonusScore, s.FinalScore, s.Note, s.SubmittedBy, s.CreatedAt.Time}
}

// compare godoc
//
//	@Summary		Compare two revisions of a result
//	@Description	A finding is the same in both when indicator, place and description are, or else when indicator and place are.
//	@Tags			inspections
//	@ID				compareRevisions
//	@Param			id		path		int	true	"id"
//	@Param			from	query		int	true	"number of a revision"
//	@Param			to		query		int	true	"number of another one"
//	@Success		200		{object}	revisionComparisonResponse
//	@Router			/api/v1/inspections/{id}/revisions/compare [get]
func (h inspections) compare(c *call) error {
	id, err := c.pathID()
	if err != nil {
		return err
	}
	q := c.query()
	from, to := q.revision("from"), q.revision("to")
	if err := q.done(); err != nil {
		return err
	}
	found, err := h.svc.Compare(c.Request().Context(), c.actor, id, from, to)
	if err != nil {
		return err
	}
	shown := func(findings []model.Finding) []findingResponse {
		return c.inspection(model.Result{Findings: findings}).Findings
	}
	out := revisionComparisonResponse{
		From: newComparedRevision(found.From), To: newComparedRevision(found.To), Added: shown(found.Added),
		Removed: shown(found.Removed), Changed: []changedFinding{}, Unchanged: found.Unchanged,
		VerdictChanged: found.VerdictChanged, ScoreChanged: found.ScoreChanged, NoteChanged: found.NoteChanged,
	}
	for _, change := range found.Changed {
		both := shown([]model.Finding{change.From, change.To})
		out.Changed = append(out.Changed, changedFinding{both[0], both[1], change.Fields})
	}
	return writeJSON(c, http.StatusOK, out)
}

// revision is the number of a revision, which must be there.
func (q *query) revision(name string) int {
	if !q.values.Has(name) {
		q.text(name)
		q.fault(name, "required")
		return 0
	}
	const most = 1_000_000
	return q.number(name, 0, 1, most)
}
