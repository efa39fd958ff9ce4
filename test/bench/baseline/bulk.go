package baseline

import (
	"context"
	"database/sql"
	"net/http"
	"slices"

	"xuncha/model"
)

type bulkSent struct {
	Items []struct {
		SiteCode    string         `json:"site_code"`
		Platform    model.Platform `json:"platform"`
		AccountName string         `json:"account_name"`
		submissionSent
	} `json:"items"`
}

type bulkAnswer struct {
	Items    []bulkItem `json:"items"`
	Accepted int        `json:"accepted"`
	Refused  int        `json:"refused"`
}

type bulkItem struct {
	InspectionID model.OptionalID `json:"inspection_id"`
	Verdict      *model.Verdict   `json:"verdict"`
	FinalScore   *model.Score     `json:"final_score"`
	Revision     int              `json:"revision"`
	Problem      *struct{}        `json:"problem"`
}

// submitMany takes many results of one campaign, all or none.
func (s *Server) submitMany(c *caller) error {
	var sent bulkSent
	if err := c.body(&sent); err != nil {
		return err
	}
	items, refs := make([]model.BulkItem, len(sent.Items)), make([]model.TargetRef, len(sent.Items))
	for n, i := range sent.Items {
		var err error
		items[n], refs[n], err = model.BulkItem{
			SiteCode: i.SiteCode, Platform: i.Platform, AccountName: i.AccountName, SubmissionEdit: i.edit(),
		}.Normalize()
		if err != nil {
			return refusal(http.StatusUnprocessableEntity)
		}
	}
	var out bulkAnswer
	err := s.inTx(c.Context(), func(tx *sql.Tx) error {
		b := s.batch(c, tx)
		if err := b.begin(c.Context(), "c.code = ?", c.PathValue("code")); err != nil {
			return err
		}
		standing, err := b.standing(c.Context(), refs)
		if err != nil {
			return err
		}
		out = bulkAnswer{Items: make([]bulkItem, len(items)), Accepted: len(items)}
		for n, i := range items {
			current, ok := standing[refs[n]]
			if !ok {
				return refusal(http.StatusUnprocessableEntity)
			}
			row := current.Inspection
			if !current.Says(i.SubmissionEdit) {
				if err := b.take(row, i.SubmissionEdit); err != nil {
					return err
				}
				row = b.taken[len(b.taken)-1].row
			}
			out.Items[n] = bulkItem{
				InspectionID: model.OptionalID(row.ID), Verdict: &row.Verdict, FinalScore: row.FinalScore, Revision: row.Revision,
			}
		}
		if len(b.taken) == 0 {
			return nil
		}
		return b.write(c.Context())
	})
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, out)
}

// standing locks the targets of a call and reads the results and the findings that they have.
func (b *batch) standing(ctx context.Context, refs []model.TargetRef) (map[model.TargetRef]model.Result, error) {
	found, byID := map[model.TargetRef]model.Result{}, map[uint64]model.TargetRef{}
	var done []uint64
	for piece := range slices.Chunk(refs, insertBatch) {
		args := []any{b.campaign.ID}
		for _, ref := range piece {
			args = append(args, ref.Key)
		}
		text := "SELECT " + inspectionColumns + " FROM inspections i WHERE i.campaign_id = ? AND i.target_key IN " + list(len(piece)) + " ORDER BY i.id" + b.locking()
		err := b.each(ctx, b.tx, text, args, func(rows *sql.Rows) error {
			var i model.Inspection
			err := rows.Scan(inspectionPlaces(&i)...)
			found[i.Ref()], byID[i.ID] = model.Result{Inspection: i}, i.Ref()
			if i.Revision > 0 {
				done = append(done, i.ID)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for piece := range slices.Chunk(done, insertBatch) {
		if err := b.results(ctx, piece, func(id uint64, add func(r *model.Result)) {
			r := found[byID[id]]
			add(&r)
			found[byID[id]] = r
		}); err != nil {
			return nil, err
		}
	}
	return found, b.track(ctx, done)
}

// results reads the notes and the findings that stand.
func (b *batch) results(ctx context.Context, ids []uint64, of func(id uint64, add func(r *model.Result))) error {
	args := make([]any, len(ids))
	for n, id := range ids {
		args[n] = id
	}
	const current = "JOIN inspections i ON i.id = s.inspection_id AND i.revision = s.revision WHERE i.id IN "
	err := b.each(ctx, b.tx, "SELECT s.inspection_id, s.note FROM submissions s "+current+list(len(ids)), args, func(rows *sql.Rows) error {
		var id uint64
		var note string
		err := rows.Scan(&id, &note)
		of(id, func(r *model.Result) { r.Submission.Note = note })
		return err
	})
	if err != nil {
		return err
	}
	text := `SELECT f.inspection_id, f.indicator, f.occurrences, f.points, f.description, f.location_url, f.number FROM findings f
JOIN submissions s ON s.id = f.submission_id ` + current + list(len(ids)) + " ORDER BY f.submission_id, f.position"
	return b.each(ctx, b.tx, text, args, func(rows *sql.Rows) error {
		var f model.Finding
		err := rows.Scan(&f.InspectionID, &f.Indicator, &f.Occurrences, &f.Points, &f.Description, &f.LocationURL, &f.Number)
		of(f.InspectionID, func(r *model.Result) { r.Findings = append(r.Findings, f) })
		return err
	})
}
