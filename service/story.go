package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// story reads the history of a thing, the newest change first. Each change is told against the one before it that the
// caller sees as well, so that nothing of a time shows when the thing belonged to others.
func story[V, T any](
	ctx context.Context, s *Organizations, a model.Actor, id uint64, history repository.History[V, T],
	read func(V) (model.Span, []model.Field, uint64, model.Time),
) ([]model.HistoryEntry, error) {
	if err := a.Allow(model.ReadRegister); err != nil {
		return nil, err
	}
	versions, err := history.Of(ctx, a, id)
	if err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, model.NotFound()
	}
	var before []model.Field
	entries := make([]model.HistoryEntry, 0, len(versions))
	for _, v := range versions {
		span, fields, version, at := read(v)
		e := model.HistoryEntry{Span: span, Version: version, RecordedAt: at, Changes: []model.FieldChange{}}
		if before != nil {
			e.Changes = model.Compare(before, fields)
		}
		before = fields
		if !a.Knows(span.ActorScope) {
			e.ActorName = ""
		}
		if e.Names, err = s.named(ctx, a, e); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	slices.Reverse(entries)
	return entries, nil
}

// named are the names of the organizations that a change tells of, as they were on its day.
func (s *Organizations) named(ctx context.Context, a model.Actor, e model.HistoryEntry) (map[uint64]string, error) {
	var ids []uint64
	for _, c := range e.Changes {
		ids = append(ids, c.Organizations()...)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return s.NamesOn(ctx, a, ids, e.ValidFrom)
}

// History is what has happened to an organization, the newest first.
func (s *Organizations) History(ctx context.Context, a model.Actor, id uint64) ([]model.HistoryEntry, error) {
	return story(ctx, s, a, id, s.store.OrganizationHistory,
		func(v model.OrganizationVersion) (model.Span, []model.Field, uint64, model.Time) {
			return v.Span, v.Fields(), v.Version, v.UpdatedAt
		})
}

// History is what has happened to a site, the newest first.
func (s *Sites) History(ctx context.Context, a model.Actor, id uint64) ([]model.HistoryEntry, error) {
	return story(ctx, newOrganizations(s.base), a, id, s.store.SiteHistory,
		func(v model.SiteVersion) (model.Span, []model.Field, uint64, model.Time) {
			return v.Span, v.Fields(), v.Version, v.UpdatedAt
		})
}

// History is what has happened to an account, the newest first.
func (s *Accounts) History(ctx context.Context, a model.Actor, id uint64) ([]model.HistoryEntry, error) {
	return story(ctx, newOrganizations(s.base), a, id, s.store.AccountHistory,
		func(v model.AccountVersion) (model.Span, []model.Field, uint64, model.Time) {
			return v.Span, v.Fields(), v.Version, v.UpdatedAt
		})
}
