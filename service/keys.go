package service

import (
	"context"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/seal"
)

// Keys looks after what the keys of the ring have sealed. It shows no key and nothing that is sealed.
type Keys struct{ base }

// resealBatch is how many rows one transaction seals anew.
const resealBatch = 200

// Use says how many rows each key has sealed: first the keys of the ring in their order, then those that it misses.
func (k *Keys) Use(ctx context.Context, a model.Actor) ([]model.KeyUse, error) {
	if err := everywhere(a, model.ManageSecurity); err != nil {
		return nil, err
	}
	contacts, err := k.store.Contacts.KeyUse(ctx)
	if err != nil {
		return nil, err
	}
	factors := map[string]int{}
	for after := uint64(0); ; {
		rows, err := k.store.Users.WithSecret(ctx, after, model.MaxLimit)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			after = row.ID
			factors[seal.KeyOf(row.TOTPSecret)]++
		}
		if len(rows) < model.MaxLimit {
			break
		}
	}
	imports, err := k.store.Imports.KeyUse(ctx)
	if err != nil {
		return nil, err
	}
	hooks, err := k.secretUse(ctx)
	if err != nil {
		return nil, err
	}
	ids := k.ring.IDs()
	var missing []string
	for _, use := range []map[string]int{contacts, factors, imports, hooks} {
		for id := range use {
			if !slices.Contains(ids, id) && !slices.Contains(missing, id) {
				missing = append(missing, id)
			}
		}
	}
	slices.Sort(missing)
	var out []model.KeyUse
	for _, id := range append(ids, missing...) {
		out = append(out, model.KeyUse{
			KeyID: id, Contacts: contacts[id], SecondFactors: factors[id], ImportRows: imports[id], Webhooks: hooks[id],
		})
	}
	return out, nil
}

// Reseal seals the next rows that older keys have sealed with the active one, in one transaction, and answers how far it has
// come; the zero place begins. It may be broken off and begun again at any time, while the service is at work: each row is
// replaced only as it was read, so an edit meanwhile is not lost.
func (k *Keys) Reseal(ctx context.Context, a model.Actor, at model.ResealPlace) (model.ResealPlace, error) {
	if err := everywhere(a, model.ManageSecurity); err != nil {
		return at, err
	}
	if err := k.ring.Reload(); err != nil {
		return at, keyMissing(err)
	}
	at.Unreadable = slices.Clone(at.Unreadable)
	batch := resealing{Keys: k, key: k.ring.Active(), place: at}
	if err := batch.read(ctx); err != nil {
		return at, err
	}
	if len(batch.writes) == 0 {
		return batch.place, nil
	}
	return repository.InTx(ctx, k.store, func(tx *repository.Store) (model.ResealPlace, error) { return batch.write(ctx, tx, a) })
}

// resealing is one batch.
type resealing struct {
	*Keys
	key    string
	place  model.ResealPlace
	writes []func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error)
	from   []string // the older keys
}

// read finds what is next, opens it and seals it anew. Contacts come first, then files of them, then second factors, then the
// secrets of webhooks.
func (r *resealing) read(ctx context.Context) error {
	contacts, err := r.store.Contacts.Under(ctx, r.key, r.place.ContactID, resealBatch)
	if err != nil {
		return err
	}
	for _, old := range contacts {
		r.place.ContactID = old.ID
		c, err := r.open(old)
		if err == nil {
			err = r.seal(&c)
		}
		if err != nil {
			r.place.Unreadable = append(r.place.Unreadable, fmt.Sprintf("contact %d, sealed with %s", old.ID, old.KeyID))
			continue
		}
		r.add(old.KeyID, func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error) {
			place.Contacts++
			return tx.Contacts.Reseal(ctx, old, c.Contact)
		})
	}
	if len(contacts) > 0 {
		return nil
	}
	if more, err := r.readImports(ctx); err != nil || more {
		return err
	}
	users, err := r.store.Users.WithSecret(ctx, r.place.UserID, resealBatch)
	if err != nil {
		return err
	}
	for _, old := range users {
		r.place.UserID = old.ID
		keyID := seal.KeyOf(old.TOTPSecret)
		if keyID == r.key {
			continue
		}
		bound := totpBinding(old.ID)
		plain, err := r.ring.OpenText(old.TOTPSecret, bound)
		if err != nil {
			r.place.Unreadable = append(r.place.Unreadable, fmt.Sprintf("second factor of user %d, sealed with %s", old.ID, keyID))
			continue
		}
		sealed := r.ring.SealText(plain, bound)
		r.add(keyID, func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error) {
			place.SecondFactors++
			return tx.Users.ResealSecret(ctx, old, sealed)
		})
	}
	if len(users) > 0 {
		return nil
	}
	return r.readSecrets(ctx)
}

func (r *resealing) add(
	keyID string, write func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error),
) {
	r.writes = append(r.writes, write)
	if !slices.Contains(r.from, keyID) {
		r.from = append(r.from, keyID)
	}
}

// resealed is what the trail keeps of a batch.
type resealed struct {
	KeyID         string
	FromKeyIDs    []string
	Contacts      int
	SecondFactors int
	ImportRows    int
	Webhooks      int
}

// write runs again after a deadlock, so it counts from the place where the batch began.
func (r *resealing) write(ctx context.Context, tx *repository.Store, a model.Actor) (model.ResealPlace, error) {
	place := r.place
	for _, write := range r.writes {
		before := place
		there, err := write(ctx, tx, &place)
		if err != nil {
			return place, err
		}
		if !there { // edited or deleted since it was read
			place = before
			place.Missed++
		}
	}
	return place, r.record(ctx, tx, a, r.now(), change{
		operation: "keys.rotate", kind: "keys", private: true,
		after: resealed{
			r.key, r.from, place.Contacts - r.place.Contacts, place.SecondFactors - r.place.SecondFactors,
			place.ImportRows - r.place.ImportRows,
			place.Webhooks - r.place.Webhooks,
		},
	})
}
