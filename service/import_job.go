package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// queue stores a file for a worker. The same file that is waiting, being taken in or applied is answered instead.
func (s *Imports) queue(ctx context.Context, a model.Actor, job model.Import, content []byte) (Sent, error) {
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (Sent, error) {
		queued := Sent{Import: job}
		queued.State = model.ImportWaiting
		if earlier, ok, err := tx.Imports.Once(ctx, a.Files(), job.OnceKey); err != nil || ok {
			return Sent{earlier, true}, err
		}
		if err := tx.Imports.Create(ctx, &queued.Import, nil); err != nil {
			return queued, err
		}
		if err := s.keepFile(ctx, tx, queued.Import, content); err != nil {
			return queued, err
		}
		work := model.ImportJob{
			ImportID: queued.ID, Phase: model.PhaseQueued, UserID: a.UserID, TokenID: a.TokenID, ActorName: a.Name, Source: a.Source,
			RequestID: a.RequestID, CreatedAt: job.CreatedAt, UpdatedAt: job.CreatedAt,
		}
		if err := tx.Imports.AddJob(ctx, &work); err != nil {
			return queued, err
		}
		return queued, s.record(ctx, tx, a, job.CreatedAt, changed(importNoun, "create", "", nil, &queued.Import))
	})
}

// Cancel ends an import that is waiting or being read. Nothing of it is in the register then, and nothing will be.
func (s *Imports) Cancel(ctx context.Context, a model.Actor, id, version uint64) (model.Import, error) {
	if _, err := s.Get(ctx, a, id); err != nil {
		return model.Import{}, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Import, error) {
		job, err := tx.Imports.Lock(ctx, a.Files(), id)
		if err != nil {
			return job, err
		}
		if job.Version != version {
			return job, model.Stale()
		}
		old := job
		if err := job.Cancel(); err != nil {
			return job, err
		}
		return s.end(ctx, tx, a, old, job, "cancel")
	})
}

// end writes an import that comes to nothing: its rows go, its file stays.
func (s *Imports) end(
	ctx context.Context, tx *repository.Store, a model.Actor, old, job model.Import, operation string,
) (model.Import, error) {
	at := s.now()
	job.OnceKey, job.Version, job.UpdatedAt = "", old.Version+1, at
	if err := tx.Imports.RemoveRows(ctx, job.ID); err != nil {
		return job, err
	}
	if err := tx.Imports.EndJob(ctx, job.ID, at); err != nil {
		return job, err
	}
	if err := tx.Imports.Update(ctx, old.Version, &job); err != nil {
		return job, err
	}
	return job, s.record(ctx, tx, a, at, changed(importNoun, operation, "", &old, &job))
}

// sender is who sent the file of a job, with the rights of this moment, held to the area that the import was sent for. Who has
// lost them is still named.
func (s *Imports) sender(ctx context.Context, tx *repository.Store, work model.ImportJob, job model.Import) (model.Actor, error) {
	a := model.Actor{UserID: work.UserID, TokenID: work.TokenID, Name: work.ActorName, Scope: job.Scope, Source: work.Source, RequestID: work.RequestID}
	lost := model.NewError(model.KindForbidden, "import_right_lost")
	holder := Operator(work.ActorName)
	switch {
	case work.UserID != 0:
		user, err := tx.Users.Get(ctx, holder.Manages(), work.UserID)
		if IsNotFound(err) || err == nil && user.State != model.UserActive {
			return a, lost
		}
		if err != nil {
			return a, err
		}
		holder = model.Actor{Role: user.Role, Scope: user.Scope, OrganizationID: uint64(user.OrganizationID), Permissions: user.Permissions}
	case work.TokenID != 0:
		token, err := tx.Tokens.Get(ctx, model.ScopeAll, work.TokenID)
		if IsNotFound(err) || err == nil && !token.Admits(work.Source, s.now()) {
			return a, lost
		}
		if err != nil {
			return a, err
		}
		holder = model.Actor{Role: token.Role, Scope: token.Scope, Permissions: token.Permissions}
	}
	a.Role, a.Permissions, a.OrganizationID = holder.Role, holder.Permissions, holder.OrganizationID
	area, ok := holder.Files().Narrow(job.Scope)
	if holder.Files() == "" || !ok || area != job.Scope || a.Allow(job.Kind.Permission()) != nil {
		return a, lost
	}
	return a, nil
}
