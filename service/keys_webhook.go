package service

import (
	"context"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/seal"
)

// secretUse counts the webhooks whose secrets each key has sealed.
func (k *Keys) secretUse(ctx context.Context) (map[string]int, error) {
	rows, err := k.store.Webhooks.WithSecrets(ctx, 0, MaxWebhooks)
	if err != nil {
		return nil, err
	}
	use := map[string]int{}
	for _, row := range rows {
		for _, keyID := range sealers(row) {
			use[keyID]++
		}
	}
	return use, nil
}

// sealers are the keys that have sealed the secrets of a webhook.
func sealers(w model.Webhook) []string {
	keys := []string{seal.KeyOf(w.Secret)}
	if len(w.OldSecret) > 0 && seal.KeyOf(w.OldSecret) != keys[0] {
		keys = append(keys, seal.KeyOf(w.OldSecret))
	}
	return keys
}

// readSecrets opens the secrets of webhooks, of which there are few, and seals them anew.
func (r *resealing) readSecrets(ctx context.Context) error {
	rows, err := r.store.Webhooks.WithSecrets(ctx, r.place.WebhookID, resealBatch)
	if err != nil {
		return err
	}
	for _, old := range rows {
		r.place.WebhookID = old.ID
		keys := sealers(old)
		if len(keys) == 1 && keys[0] == r.key {
			continue
		}
		secret, err := r.anew(old.Secret, old.UID)
		var before []byte
		if err == nil && len(old.OldSecret) > 0 {
			before, err = r.anew(old.OldSecret, old.UID)
		}
		if err != nil {
			r.place.Unreadable = append(r.place.Unreadable, fmt.Sprintf("secret of webhook %d, sealed with %s", old.ID, keys[0]))
			continue
		}
		r.add(keys[0], func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error) {
			place.Webhooks++
			return tx.Webhooks.ResealSecrets(ctx, old, secret, before)
		})
	}
	r.place.Done = len(rows) < resealBatch
	return nil
}

func (r *resealing) anew(sealed []byte, uid string) ([]byte, error) {
	plain, err := r.ring.OpenText(sealed, secretBinding(uid))
	if err != nil {
		return nil, err
	}
	return r.ring.SealText(plain, secretBinding(uid)), nil
}
