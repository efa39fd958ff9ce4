package service

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// batch collects the results of one call for one open campaign, and writes them with few statements.
type batch struct {
	base
	actor    model.Actor
	at       model.Time
	campaign model.Campaign
	rule     model.ScoringRule

	results     []model.Result // of every item taken, the unchanged ones included
	rows        []model.Inspection
	versions    []uint64
	submissions []*model.Submission
	findings    [][]model.FindingEdit
	written     []int // places in results of what is new
	changes     []change

	tracked map[uint64][]model.Rectification // the findings of each inspection before this call
	places  [][]int                          // which of them each line of what is new is
}

func (s *Inspections) openBatch(ctx context.Context, tx *repository.Store, a model.Actor, code string) (*batch, error) {
	c, err := lockOpen(ctx, tx, a, code)
	if err != nil {
		return nil, err
	}
	rule, err := s.catalogues.rule(ctx, tx, c)
	return &batch{base: s.base, actor: a, at: s.now(), campaign: c, rule: rule}, err
}

// take judges one result and adds it to the batch.
func (b *batch) take(row model.Inspection, e model.SubmissionEdit) error {
	if err := row.LeftTo(b.actor); err != nil {
		return err
	}
	assessment, err := model.Assess(b.rule, row.Scoring(b.campaign), e.Findings)
	if err != nil {
		return err
	}
	places, err := model.Track(b.tracked[row.ID], assessment.Findings)
	if err != nil {
		return err
	}
	before, version := row, row.Version
	if err := row.Take(assessment); err != nil {
		return err
	}
	row.Version, row.UpdatedAt = version+1, b.at
	submission := &model.Submission{
		InspectionID: row.ID, RegionCode: row.RegionCode, Revision: row.Revision, Verdict: assessment.Verdict,
		DeductedScore: assessment.Deducted, BonusScore: assessment.Bonus, FinalScore: assessment.Final,
		Explanation: assessment.Lines, Note: e.Note, SubmittedBy: b.actor.Name, TokenID: b.actor.TokenID, UserID: b.actor.UserID, CreatedAt: b.at,
	}
	b.places = append(b.places, places)
	b.written = append(b.written, len(b.results))
	b.results = append(b.results, model.Result{Inspection: row, Open: true})
	b.rows, b.versions = append(b.rows, row), append(b.versions, version)
	b.submissions, b.findings = append(b.submissions, submission), append(b.findings, assessment.Findings)
	b.changes = append(b.changes, changed(inspectionNoun, "submit", "", &before, &row))
	return nil
}

// keep adds a result that is the same as the one that stands: nothing is written for it.
func (b *batch) keep(standing model.Result) { b.results = append(b.results, standing) }

// write stores everything new, with its trail.
func (b *batch) write(ctx context.Context, tx *repository.Store) error {
	if len(b.rows) == 0 {
		return nil
	}
	for i := range b.rows {
		if err := tx.Inspections.Update(ctx, b.actor, b.versions[i], &b.rows[i]); err != nil {
			return err
		}
	}
	if err := tx.Inspections.AddSubmissions(ctx, b.submissions); err != nil {
		return err
	}
	followed, err := b.follow(ctx, tx)
	if err != nil {
		return err
	}
	var all []model.Finding
	for i, sub := range b.submissions {
		result := &b.results[b.written[i]]
		result.Submission = *sub
		for n, f := range b.findings[i] {
			result.Findings = append(result.Findings, model.Finding{
				InspectionID: sub.InspectionID, SubmissionID: sub.ID, RegionCode: sub.RegionCode, Position: n + 1,
				Indicator: f.Indicator, Occurrences: f.Occurrences, Points: f.Points, Description: f.Description,
				LocationURL: f.LocationURL, RectificationID: model.OptionalID(followed[i][n].ID), Number: followed[i][n].Number,
			})
		}
		all = append(all, result.Findings...)
	}
	if err := tx.Inspections.AddFindings(ctx, all); err != nil {
		return err
	}
	if err := b.discardDrafts(ctx, tx); err != nil {
		return err
	}
	return b.record(ctx, tx, b.actor, b.at, b.changes...)
}

// Outcome is what became of one item of a call that takes many.
type Outcome[T any] struct {
	Value T
	Err   *model.Error // nil when the item was taken
}

// takeAll takes the items of a call one after the other. Without keepGoing one bad item refuses them all.
func takeAll[T any](items []prepared, keepGoing bool, take func(prepared) (T, error)) ([]Outcome[T], error) {
	outcomes := make([]Outcome[T], len(items))
	for i, p := range items {
		var err error
		if outcomes[i].Value, err = take(p); err != nil && !errors.As(err, &outcomes[i].Err) {
			return nil, err
		}
	}
	if keepGoing {
		return outcomes, nil
	}
	return outcomes, refusals(outcomes)
}

// SubmitMany takes many results of one campaign in one transaction. Without keepGoing one bad item refuses them all, and
// the answer names every bad one. An item that says what already stands writes nothing, so a repeated call is harmless.
func (s *Inspections) SubmitMany(
	ctx context.Context, a model.Actor, code string, items []model.BulkItem, keepGoing bool,
) ([]Outcome[model.Result], error) {
	if err := a.Allow(model.SubmitResults); err != nil {
		return nil, err
	}
	if len(items) == 0 || len(items) > model.MaxBulk {
		return nil, model.InvalidField("items", "item_count", 1, model.MaxBulk)
	}
	ready := prepare(items)
	return repository.InTx(ctx, s.store, func(tx *repository.Store) ([]Outcome[model.Result], error) {
		b, err := s.openBatch(ctx, tx, a, code)
		if err != nil {
			return nil, err
		}
		standing, err := s.standing(ctx, tx, a, b.campaign.ID, ready)
		if err != nil {
			return nil, err
		}
		if err := b.track(ctx, tx, inspectionIDs(standing)); err != nil {
			return nil, err
		}
		places, err := takeAll(ready, keepGoing, func(p prepared) (int, error) {
			return len(b.results), b.takeItem(p, standing)
		})
		if err != nil {
			return nil, err
		}
		if err := b.write(ctx, tx); err != nil {
			return nil, err
		}
		outcomes := make([]Outcome[model.Result], len(places))
		for i, place := range places {
			if outcomes[i].Err = place.Err; place.Err == nil {
				outcomes[i].Value = b.results[place.Value]
			}
		}
		return outcomes, nil
	})
}

// prepared is an item after the checks that need no database.
type prepared struct {
	item model.BulkItem
	ref  model.TargetRef
	err  *model.Error
}

func prepare(items []model.BulkItem) []prepared {
	out := make([]prepared, len(items))
	first := make(map[model.TargetRef]int, len(items))
	for i, item := range items {
		clean, ref, err := item.Normalize()
		out[i] = prepared{item: clean, ref: ref}
		if err != nil {
			_ = errors.As(err, &out[i].err) // Normalize answers *model.Error
			continue
		}
		if before, twice := first[ref]; twice {
			out[i].err = model.InvalidField(ref.Field(), "target_twice", fmt.Sprintf("items[%d]", before))
			continue
		}
		first[ref] = i
	}
	return out
}

// standing reads the targets that the items name, with the results they have.
func (s *Inspections) standing(
	ctx context.Context, tx *repository.Store, a model.Actor, campaignID uint64, items []prepared,
) (map[model.TargetRef]model.Result, error) {
	refs := make([]model.TargetRef, 0, len(items))
	for _, p := range items {
		if p.err == nil {
			refs = append(refs, p.ref)
		}
	}
	rows, err := tx.Inspections.LockTargets(ctx, a, campaignID, refs)
	if err != nil {
		return nil, err
	}
	return tx.Inspections.CurrentResults(ctx, rows)
}

// takeItem adds one item to the batch, or says why not.
func (b *batch) takeItem(p prepared, standing map[model.TargetRef]model.Result) error {
	if p.err != nil {
		return p.err
	}
	current, ok := standing[p.ref]
	if !ok {
		return model.InvalidField(p.ref.Field(), "not_a_target", b.campaign.Code)
	}
	if current.Says(p.item.SubmissionEdit) {
		b.keep(current)
		return nil
	}
	return b.take(current.Inspection, p.item.SubmissionEdit)
}

// refusals is one error that names every item that was refused.
func refusals[T any](outcomes []Outcome[T]) error {
	var fields []model.FieldError
	for i, r := range outcomes {
		if r.Err == nil {
			continue
		}
		at := fmt.Sprintf("items[%d]", i)
		if len(r.Err.Fields) == 0 {
			fields = append(fields, model.FieldError{Field: at, Code: r.Err.Code, Args: r.Err.Args})
		}
		for _, f := range r.Err.Fields {
			f.Field = at + "." + f.Field
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return model.Invalid(slices.Clip(fields)...)
}
