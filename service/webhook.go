package service

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/outgoing"
)

// Webhooks is the collection of systems that are called when something changes.
type Webhooks struct {
	base
	outgoing outgoing.Options
}

// MaxWebhooks is how many webhooks there are at most: each is called by itself, so that none waits for another.
const MaxWebhooks = 50

var webhookNoun = noun[model.Webhook]{
	kind: "webhook", private: true,
	facts: func(w *model.Webhook) facts {
		return facts{id: w.ID, code: w.Description, region: w.Scope.Region(), version: &w.Version, updatedAt: &w.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Webhook) error {
		return tx.Webhooks.Update(ctx, s, version, row)
	},
}

func secretBinding(uid string) string { return "webhook secret " + uid }

// List answers one piece of the webhooks of the caller's region.
func (s *Webhooks) List(
	ctx context.Context, a model.Actor, state model.WebhookState, req model.ListRequest,
) (model.List[model.Webhook], error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.List[model.Webhook]{}, err
	}
	return s.store.Webhooks.List(ctx, a.Area(), state, req)
}

// Get is the webhook of an id. One outside the caller's region does not exist.
func (s *Webhooks) Get(ctx context.Context, a model.Actor, id uint64) (model.Webhook, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.Webhook{}, err
	}
	return s.store.Webhooks.Get(ctx, a.Area(), id)
}

// Create adds a webhook, which hears of what happens from now on, and answers its secret, which is not shown again.
func (s *Webhooks) Create(ctx context.Context, a model.Actor, e model.WebhookEdit) (model.Webhook, string, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.Webhook{}, "", err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Webhook{}, "", err
	}
	if err := s.permit(a, e, ""); err != nil {
		return model.Webhook{}, "", err
	}
	secret, at := model.NewWebhookSecret(), s.now()
	row := model.Webhook{UID: uuid.NewString(), State: model.WebhookActive, Version: 1, CreatedAt: at, UpdatedAt: at}
	row.Apply(e)
	row.Secret = s.ring.SealText([]byte(secret), secretBinding(row.UID))
	row, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Webhook, error) {
		row := row
		n, err := tx.Webhooks.Count(ctx)
		if err == nil && n >= MaxWebhooks {
			err = model.NewError(model.KindConflict, "too_many_webhooks", MaxWebhooks)
		}
		if err != nil {
			return row, err
		}
		ends, err := tx.Feed.Ends(ctx)
		if err != nil {
			return row, err
		}
		row.ToldPosition = ends.LastPosition
		if err := tx.Webhooks.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(webhookNoun, "create", "", nil, &row))
	})
	return row, secret, err
}

// permit refuses what a webhook must not do: call an address that is not allowed, which is looked at when it is another than
// before, and hear of what its maker may not read.
func (s *Webhooks) permit(a model.Actor, e model.WebhookEdit, before string) error {
	if e.URL != before {
		if err := s.outgoing.Check("url", e.URL); err != nil {
			return err
		}
	}
	if within, ok := a.Area().Narrow(e.Scope); !ok || within != e.Scope {
		return model.InvalidField("region_code", "unknown_reference")
	}
	var lacking []string
	for _, k := range (model.Webhook{Kinds: e.Kinds}).ChangeKinds() {
		if a.Allow(k.Permission) != nil {
			lacking = append(lacking, k.Kind)
		}
	}
	if len(lacking) > 0 {
		return model.InvalidField("kinds", "kinds_beyond_own_rights", strings.Join(lacking, ", "))
	}
	return nil
}

// edit changes a webhook that the caller has read at a version.
func (s *Webhooks) edit(
	ctx context.Context, a model.Actor, id, version uint64, operation, reason string,
	change func(tx *repository.Store, row *model.Webhook) error,
) (model.Webhook, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.Webhook{}, err
	}
	return apply(ctx, s.base, a, edit[model.Webhook]{
		noun: webhookNoun, operation: operation, reason: reason, version: version, change: change,
		load: func(tx *repository.Store) (model.Webhook, error) { return tx.Webhooks.Lock(ctx, a.Area(), id) },
	})
}

// Update changes a webhook. What was to be delivered already goes to its new address.
func (s *Webhooks) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.WebhookEdit],
) (model.Webhook, error) {
	return s.edit(ctx, a, id, version, "update", "", func(_ *repository.Store, row *model.Webhook) error {
		before := row.Edit()
		e, err := patch.over(before)
		if err != nil {
			return err
		}
		if err := s.permit(a, e, before.URL); err != nil {
			return err
		}
		row.Apply(e)
		return nil
	})
}

// Delete removes a webhook with its log. What was not delivered is not.
func (s *Webhooks) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, webhookNoun,
		func(tx *repository.Store) (model.Webhook, error) { return tx.Webhooks.Lock(ctx, a.Area(), id) },
		func(tx *repository.Store) error { return tx.Webhooks.Delete(ctx, a.Area(), id, version) })
}

// RotateSecret gives a webhook another secret, which is answered and not shown again. The one before signs beside it for a
// day, so that the receiver can take its time.
func (s *Webhooks) RotateSecret(ctx context.Context, a model.Actor, id, version uint64) (model.Webhook, string, error) {
	secret := model.NewWebhookSecret()
	row, err := s.edit(ctx, a, id, version, "rotate", "", func(_ *repository.Store, row *model.Webhook) error {
		row.OldSecret, row.OldUntil = row.Secret, model.NewTime(s.now().Add(model.KeepSecretFor))
		row.Secret = s.ring.SealText([]byte(secret), secretBinding(row.UID))
		return nil
	})
	return row, secret, err
}

// Pause ends the calls until they are resumed. Nothing is lost meanwhile, as long as changes are kept.
func (s *Webhooks) Pause(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.Webhook, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.Webhook{}, err
	}
	return s.edit(ctx, a, id, version, "pause", r.Reason, func(_ *repository.Store, row *model.Webhook) error {
		return row.Move(model.VerbPauseWebhook)
	})
}

// Resume goes on where the calls have ended. When what follows was removed by age it refuses: then the webhook is replayed
// from another place first.
func (s *Webhooks) Resume(ctx context.Context, a model.Actor, id, version uint64, r model.Reason) (model.Webhook, error) {
	r, err := r.Normalize()
	if err != nil {
		return model.Webhook{}, err
	}
	return s.edit(ctx, a, id, version, "resume", r.Reason, func(tx *repository.Store, row *model.Webhook) error {
		ends, err := tx.Feed.Ends(ctx)
		if err != nil {
			return err
		}
		if row.ToldPosition < ends.BasePosition {
			return model.CursorExpired()
		}
		if err := tx.Webhooks.Fails(ctx, id, model.Time{}); err != nil {
			return err
		}
		return row.Move(model.VerbResumeWebhook)
	})
}

// Replay tells a webhook again of everything after a cursor, or of nothing before it.
func (s *Webhooks) Replay(ctx context.Context, a model.Actor, id, version uint64, cursor string) (model.Webhook, error) {
	if err := a.Allow(model.ManageWebhooks); err != nil {
		return model.Webhook{}, err
	}
	position, known := model.ParseCursor(cursor)
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Webhook, error) {
		row, err := tx.Webhooks.Lock(ctx, a.Area(), id)
		if err != nil {
			return row, err
		}
		if row.Version != version {
			return row, model.Stale()
		}
		ends, err := tx.Feed.Ends(ctx)
		switch {
		case err != nil:
			return row, err
		case cursor == model.CursorNow:
			position = ends.LastPosition
		case !known || position > ends.LastPosition:
			return row, model.InvalidField("after", "cursor_unknown")
		case position < ends.BasePosition:
			return row, model.CursorExpired()
		}
		if err := tx.Webhooks.Rewind(ctx, id, position); err != nil {
			return row, err
		}
		c := changed(webhookNoun, "replay", "", &row, &row)
		c.before, c.after = nil, struct{ From, To string }{model.Cursor(row.ToldPosition), model.Cursor(position)}
		row.ToldPosition = position
		return row, s.record(ctx, tx, a, s.now(), c)
	})
}
