package repository

import (
	"context"
	"fmt"

	"xuncha/model"
)

// What is sealed is sealed anew when keys change. It belongs to every region, so no caller but the operator gets here, and
// each row is replaced only as it was read: an edit meanwhile wins. Nobody has changed the thing, so its version stays.

// Under reads contacts that another key than the one given has sealed, in the order of ids.
func (r Contacts) Under(ctx context.Context, exceptKey string, after uint64, limit int) ([]model.Contact, error) {
	var rows []model.Contact
	err := r.db.WithContext(ctx).Where("key_id <> ? AND id > ?", exceptKey, after).Order("id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read contacts of older keys: %w", translate(err))
	}
	return rows, nil
}

// Reseal puts a newly sealed text in place of the old one, and reports whether that was still there.
func (r Contacts) Reseal(ctx context.Context, old, sealed model.Contact) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.Contact{}).
		Where("id = ? AND key_id = ? AND sealed = ?", old.ID, old.KeyID, old.Sealed).
		Select("KeyID", "Sealed", "MobileLookup", "OfficeLookup").UpdateColumns(&sealed)
	if res.Error != nil {
		return false, fmt.Errorf("seal contact %d anew: %w", old.ID, translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// KeyUse counts the contacts of each key.
func (r Contacts) KeyUse(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		KeyID string
		N     int
	}
	err := r.db.WithContext(ctx).Raw("SELECT key_id, COUNT(*) AS n FROM contacts GROUP BY key_id").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("count the contacts of keys: %w", translate(err))
	}
	use := make(map[string]int, len(rows))
	for _, row := range rows {
		use[row.KeyID] = row.N
	}
	return use, nil
}

// WithSecret reads users with a second factor in the order of ids.
func (r Users) WithSecret(ctx context.Context, after uint64, limit int) ([]model.SealedSecret, error) {
	var rows []model.SealedSecret
	err := r.db.WithContext(ctx).Table("users").Select("id", "totp_secret").
		Where("totp_secret IS NOT NULL AND id > ?", after).Order("id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read second factors: %w", translate(err))
	}
	return rows, nil
}

// ResealSecret puts a newly sealed second factor in place of the old one, and reports whether that was still there.
func (r Users) ResealSecret(ctx context.Context, old model.SealedSecret, sealed []byte) (bool, error) {
	res := r.db.WithContext(ctx).Table("users").Where("id = ? AND totp_secret = ?", old.ID, old.TOTPSecret).
		UpdateColumn("totp_secret", sealed)
	if res.Error != nil {
		return false, fmt.Errorf("seal the second factor of user %d anew: %w", old.ID, translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}
