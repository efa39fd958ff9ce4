package service

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
)

// errTakenOver is that somebody else has the job by now, or has cancelled it.
var errTakenOver = errors.New("the job is not this worker's any more")

// readBatch is the number of rows that one transaction stores.
const readBatch = 500

// Work takes in the files that wait, one after the other, until none is left that nobody has. Any number of programs may do so
// at once: each file is one program's at a time, and goes in once, wherever a program dies.
func (s *Imports) Work(ctx context.Context) (done int, err error) {
	for ctx.Err() == nil {
		work, ok, err := s.takeUp(ctx)
		if err != nil || !ok {
			return done, err
		}
		if err := s.workOn(ctx, &work); err != nil {
			return done, err
		}
		done++
	}
	return done, nil
}

// takeUp gets a job that nobody has. That is asked again when it is taken, as others look for it too.
func (s *Imports) takeUp(ctx context.Context) (model.ImportJob, bool, error) {
	for {
		work, ok, err := s.store.Imports.Waiting(ctx, s.now())
		if err != nil || !ok {
			return work, false, err
		}
		id, err := uuid.NewV7()
		if err != nil {
			return work, false, fmt.Errorf("make an id: %w", err)
		}
		now := s.now()
		work.LeaseToken, work.Attempts, work.UpdatedAt = id.String(), work.Attempts+1, now
		work.LeaseUntil = model.NewTime(now.Add(model.ImportLease))
		got, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (bool, error) {
			return tx.Imports.TakeUp(ctx, work, now)
		})
		if err != nil || got {
			return work, got, err
		}
	}
}

// workOn takes one file in. What is wrong with the file ends the import; what is wrong with the service leaves it to be taken up
// again, by whoever comes first.
func (s *Imports) workOn(ctx context.Context, work *model.ImportJob) error {
	err := s.run(ctx, work)
	var refused *model.Error
	switch {
	case err == nil, errors.Is(err, errTakenOver):
		return nil
	case ctx.Err() != nil: // the program stops: another one goes on at once
		return s.giveBack(context.WithoutCancel(ctx), *work)
	case errors.As(err, &refused) && refused.Kind != model.KindUnavailable && !errors.As(err, &crossed{}) && !errors.Is(err, repository.ErrTaken):
		return s.fail(ctx, *work, refused)
	case work.Attempts >= model.ImportAttempts:
		return errors.Join(err, s.fail(ctx, *work, model.NewError(model.KindUnavailable, "import_gave_up")))
	}
	return fmt.Errorf("import %d: %w", work.ImportID, err)
}

func (s *Imports) run(ctx context.Context, work *model.ImportJob) error {
	if work.Attempts > model.ImportAttempts { // whoever took it up did not live to say why
		return model.NewError(model.KindConflict, "import_gave_up")
	}
	job, err := s.begin(ctx, work)
	if err != nil {
		return err
	}
	content, err := s.storedFile(ctx, job)
	if err != nil {
		return err
	}
	in, err := openImport(job, content)
	if err != nil {
		return err
	}
	leftOut, err := s.readRows(ctx, work, job, in)
	if err != nil {
		return err
	}
	_, err = lookAgain(func() (struct{}, error) { return struct{}{}, s.finish(ctx, work, job, leftOut) })
	return err
}

// held locks the import of a job, as long as it is this worker's and nobody has cancelled it.
func (s *Imports) held(ctx context.Context, tx *repository.Store, work *model.ImportJob) (model.Import, error) {
	job, err := tx.Imports.Lock(ctx, model.ScopeAll, work.ImportID)
	if err != nil {
		return job, err
	}
	now := s.now()
	work.UpdatedAt, work.LeaseUntil = now, model.NewTime(now.Add(model.ImportLease))
	mine, err := tx.Imports.Keep(ctx, *work)
	if err == nil && (!mine || !job.State.Unfinished()) {
		err = errTakenOver
	}
	return job, err
}

// begin says that the import is being taken in. One that was broken off says so already.
func (s *Imports) begin(ctx context.Context, work *model.ImportJob) (model.Import, error) {
	work.Phase = model.PhaseReading
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		job, err := s.held(ctx, tx, work)
		if err != nil {
			return job, err
		}
		a, err := s.sender(ctx, tx, *work, job)
		if err != nil || job.State == model.ImportRunning {
			return job, err
		}
		old := job
		job.Begin()
		job.Version, job.UpdatedAt = old.Version+1, s.now()
		if err := tx.Imports.Update(ctx, old.Version, &job); err != nil {
			return job, err
		}
		return job, s.record(ctx, tx, a, job.UpdatedAt, changed(importNoun, "begin", "", &old, &job))
	})
}

// readRows stores the rows of a file, those that are there already left alone, in transactions of their own.
func (s *Imports) readRows(
	ctx context.Context, work *model.ImportJob, job model.Import, in *intakeFile,
) (leftOut []model.LeftOut, err error) {
	total, err := in.file.Count(in.shape, in.head, int(^uint(0)>>1))
	if err != nil {
		return nil, err
	}
	stored, err := s.store.Imports.CountRows(ctx, job.ID)
	if err != nil {
		return nil, err
	}
	work.RowsTotal, work.RowsRead = total, int(stored)
	var batch []model.ImportRow
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		if err := s.storeRows(ctx, work, job, batch); err != nil {
			return err
		}
		batch = batch[:0]
		return nil
	}
	leftOut, err = in.each(s.now(), func(row model.ImportRow) error {
		if row.Number <= int(stored) {
			return nil
		}
		if batch = append(batch, row); len(batch) < readBatch {
			return nil
		}
		return flush()
	})
	if err != nil {
		return nil, err
	}
	return leftOut, flush()
}

func (s *Imports) storeRows(ctx context.Context, work *model.ImportJob, job model.Import, batch []model.ImportRow) error {
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		rows, ahead := copyRows(batch), *work
		ahead.RowsRead += len(rows)
		if _, err := s.held(ctx, tx, &ahead); err != nil {
			return struct{}{}, err
		}
		if err := s.sealRows(job, rows); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, tx.Imports.AddRows(ctx, job.ID, rows)
	})
	if err == nil {
		work.RowsRead += len(batch)
	}
	return err
}

// finish judges the rows and takes the good ones in, in one transaction. Whether the sender may still do this is asked in it.
func (s *Imports) finish(ctx context.Context, work *model.ImportJob, outside model.Import, leftOut []model.LeftOut) error {
	work.Phase = model.PhaseJudging
	if _, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		return s.held(ctx, tx, work)
	}); err != nil {
		return err
	}
	before, err := s.sender(ctx, s.store, *work, outside)
	if err != nil {
		return err
	}
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (struct{}, error) {
		// The locks first: the first plain read settles what all later ones see.
		if err := importKinds[outside.Kind].hold(ctx, tx, before, outside); err != nil {
			return struct{}{}, err
		}
		job, err := s.held(ctx, tx, work)
		if err != nil {
			return struct{}{}, err
		}
		a, err := s.sender(ctx, tx, *work, job)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.finishHeld(ctx, tx, a, job, leftOut)
	})
	return err
}

func (s *Imports) finishHeld(
	ctx context.Context, tx *repository.Store, a model.Actor, job model.Import, leftOut []model.LeftOut,
) error {
	rows, err := tx.Imports.AllRows(ctx, job.ID)
	if err != nil {
		return err
	}
	if err := s.openRows(job, rows); err != nil {
		return err
	}
	at, old := s.now(), job
	p, err := s.look(ctx, tx, a, at, job, rows)
	if err != nil {
		return err
	}
	if !job.DryRun {
		if err := p.enter(ctx, tx); err != nil {
			return err
		}
	} else {
		job.OnceKey = ""
	}
	job.Finish()
	job.Details.LeftOut, job.ImportCounts = leftOut, model.Count(rows)
	job.Version, job.UpdatedAt = old.Version+1, at
	if err := s.sealRows(job, rows); err != nil {
		return err
	}
	if err := tx.Imports.UpdateRows(ctx, rows); err != nil {
		return err
	}
	if err := tx.Imports.EndJob(ctx, job.ID, at); err != nil {
		return err
	}
	if err := tx.Imports.Update(ctx, old.Version, &job); err != nil {
		return err
	}
	return s.recordMany(ctx, tx, a, at, append(p.changes, changed(importNoun, "finish", "", &old, &job))...)
}

// fail ends an import whose file cannot be taken in.
func (s *Imports) fail(ctx context.Context, work model.ImportJob, why *model.Error) error {
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		job, err := s.held(ctx, tx, &work)
		if err != nil {
			return job, err
		}
		a, err := s.sender(ctx, tx, work, job)
		if err != nil && !hasKind(err, model.KindForbidden) {
			return job, err
		}
		old := job
		job.Fail(model.NewImportFailure(why))
		return s.end(ctx, tx, a, old, job, "fail")
	})
	if errors.Is(err, errTakenOver) {
		return nil
	}
	return err
}

// giveBack lets another worker go on at once.
func (s *Imports) giveBack(ctx context.Context, work model.ImportJob) error {
	_, err := repository.InTx(ctx, s.store, func(tx *repository.Store) (bool, error) {
		work.LeaseUntil, work.UpdatedAt = model.Time{}, s.now()
		work.Phase = model.PhaseQueued
		return tx.Imports.Keep(ctx, work)
	})
	return err
}
