package service

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/province"
)

// mostPulls is how often a list is asked for before the reconciliation says that it cannot be had.
const mostPulls = 10

// Pull has the list of the system above fetched. Nobody waits for it: Fetch does the work.
func (s *Reconciliations) Pull(ctx context.Context, a model.Actor, l Listing) (model.Reconciliation, error) {
	if err := a.Allow(model.WriteRegister); err != nil {
		return model.Reconciliation{}, err
	}
	l, err := l.normalize()
	if err != nil {
		return model.Reconciliation{}, err
	}
	if s.province == nil || s.province.Way() != model.WayHTTPS {
		return model.Reconciliation{}, model.NewError(model.KindConflict, "province_gives_no_list")
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Reconciliation, error) {
		row, err := s.new(ctx, tx, a, l, model.SourceProvince, at)
		if err != nil {
			return row, err
		}
		row.State, row.Fields = model.ReconciliationPulling, model.Set[string]{}
		if err := tx.Reconciliations.Create(ctx, &row); err != nil {
			return row, err
		}
		if err := tx.Pulls.Create(ctx, &model.Pull{ReconciliationID: row.ID}); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(reconciliationNoun, "create", "", nil, &row))
	})
}

// Fetch fetches the lists that reconciliations wait for, one after the other, until none is due.
func (s *Reconciliations) Fetch(ctx context.Context) error {
	if s.province == nil {
		return nil
	}
	var faults []error
	for ctx.Err() == nil {
		found, err := s.fetchNext(ctx)
		if err != nil {
			faults = append(faults, err)
		}
		if !found {
			break
		}
	}
	return errors.Join(faults...)
}

func (s *Reconciliations) fetchNext(ctx context.Context) (found bool, err error) {
	token, err := newKey()
	if err != nil {
		return false, err
	}
	now := s.now()
	var pull model.Pull
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		var err error
		pull, found, err = tx.Pulls.Lease(ctx, now, token, model.NewTime(now.Add(s.lease)))
		return struct{}{}, err
	})
	if err != nil || !found {
		return false, err
	}
	row, err := s.store.Reconciliations.Get(ctx, model.ScopeAll, pull.ReconciliationID)
	if err != nil {
		return false, err
	}
	theirs, fields, fault := s.fetch(ctx, row)
	switch {
	case ctx.Err() != nil:
		return false, nil // the program ends; the lease runs out by itself
	case fault == nil:
		return true, s.fetched(ctx, row, pull, theirs, fields)
	}
	fault = fmt.Errorf("fetch the list of reconciliation %d: %w", row.ID, fault)
	if pull.Attempts++; pull.Attempts >= mostPulls || hasKind(fault, model.KindTooLarge) || errors.Is(fault, province.ErrNoList) {
		return true, errors.Join(fault, s.gaveUp(ctx, row, pull, fault))
	}
	pull.LastError = model.Line(fault.Error(), model.MaxReason)
	pull.NextTryAt = model.NewTime(s.clock().Add(pause(pull.Attempts, province.RetryAfter(fault))))
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		return struct{}{}, tx.Pulls.Keep(ctx, pull, token)
	})
	return true, errors.Join(fault, err)
}

// fetch reads the whole list, piece by piece. A list in many pieces may outlast its lease: then another program fetches it
// too, and the first that has it keeps it.
func (s *Reconciliations) fetch(ctx context.Context, r model.Reconciliation) ([]model.Listed, model.Set[string], error) {
	var theirs []model.Listed
	has := map[string]bool{}
	for after := ""; ; {
		page, err := s.province.List(ctx, r.Kind, r.Scope, after)
		if err != nil {
			return nil, nil, err
		}
		for _, item := range page.Items {
			l := model.Listed{Number: len(theirs) + 1, Line: len(theirs) + 1, Values: model.Values{}}
			for _, c := range listedColumns[r.Kind] {
				if value, ok := item[c.Field]; ok && value != nil {
					l.Values[c.Field], has[c.Field] = textOf(value), true
				}
			}
			model.CheckListed(r.Kind, &l)
			theirs = append(theirs, l)
		}
		if err := tooManyListed(len(theirs)); err != nil {
			return nil, nil, err
		}
		if page.Next == nil || *page.Next == "" {
			break
		}
		if *page.Next == after || len(page.Items) == 0 {
			return nil, nil, errors.New("the list of the province goes round in a circle")
		}
		after = *page.Next
	}
	fields := model.Set[string]{}
	for _, c := range listedColumns[r.Kind] {
		if has[c.Field] {
			fields = append(fields, c.Field)
		}
	}
	return theirs, fields, nil
}

// textOf is a value of a list as the cell of a file would have it.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(value)
}

// fetched compares a list that has come, unless another has done so meanwhile.
func (s *Reconciliations) fetched(
	ctx context.Context, r model.Reconciliation, pull model.Pull, theirs []model.Listed, fields model.Set[string],
) error {
	at := s.now()
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		before, err := tx.Reconciliations.Lock(ctx, r.Scope, r.ID)
		if err != nil {
			return struct{}{}, err
		}
		row := before
		if !row.Fetched(true) {
			return struct{}{}, nil
		}
		rows, err := compareLists(ctx, tx, row, theirs)
		if err != nil {
			return struct{}{}, err
		}
		stamp(rows, at)
		row.Fields = fields
		row.Count(model.CountComparisons(rows))
		if err := tx.Reconciliations.AddRows(ctx, row.ID, rows); err != nil {
			return struct{}{}, err
		}
		if err := tx.Pulls.Remove(ctx, pull.ID); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.keep(ctx, tx, before, row, at)
	})
	return err
}

// gaveUp says that a list cannot be had.
func (s *Reconciliations) gaveUp(ctx context.Context, r model.Reconciliation, pull model.Pull, fault error) error {
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		before, err := tx.Reconciliations.Lock(ctx, r.Scope, r.ID)
		if err != nil {
			return struct{}{}, err
		}
		row := before
		if !row.Fetched(false) {
			return struct{}{}, nil
		}
		row.Failure = model.Line(fault.Error(), model.MaxReason)
		if err := tx.Pulls.Remove(ctx, pull.ID); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.keep(ctx, tx, before, row, s.now())
	})
	return err
}

func (s *Reconciliations) keep(ctx context.Context, tx *repository.Store, before, row model.Reconciliation, at model.Time) error {
	row.Version, row.UpdatedAt = before.Version+1, at
	if err := tx.Reconciliations.Update(ctx, row.Scope, before.Version, &row); err != nil {
		return err
	}
	return s.record(ctx, tx, Operator("province"), at, changed(reconciliationNoun, "fetch", "", &before, &row))
}

// Failure is why the list of a reconciliation could not be had so far, also while it is still asked for.
func (s *Reconciliations) Failure(ctx context.Context, r model.Reconciliation) (string, error) {
	if r.State != model.ReconciliationPulling {
		return r.Failure, nil
	}
	pull, err := s.store.Pulls.Of(ctx, r.ID)
	if IsNotFound(err) {
		return r.Failure, nil
	}
	return pull.LastError, err
}
