package repository

import (
	"context"
	"fmt"

	"xuncha/model"
)

// As for contacts, what is sealed of files about people is replaced only as it was read.

// RowsUnder reads sealed rows that another key than the one given has sealed, in the order of ids.
func (r Imports) RowsUnder(ctx context.Context, exceptKey string, after uint64, limit int) ([]model.ImportRow, error) {
	var rows []model.ImportRow
	q := r.db.WithContext(ctx).Where("key_id <> ? AND key_id <> '' AND id > ?", exceptKey, after)
	if err := q.Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read import rows of older keys: %w", translate(err))
	}
	return rows, nil
}

// ResealRow puts newly sealed cells in place of the old ones, and reports whether those were still there.
func (r Imports) ResealRow(ctx context.Context, old, sealed model.ImportRow) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.ImportRow{}).
		Where("id = ? AND key_id = ? AND sealed = ?", old.ID, old.KeyID, old.Sealed).
		Select("KeyID", "Sealed").UpdateColumns(&sealed)
	if res.Error != nil {
		return false, fmt.Errorf("seal import row %d anew: %w", old.ID, translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// PiecesUnder reads sealed parts of files that another key than the one given has sealed, in the order of ids.
func (r Imports) PiecesUnder(ctx context.Context, exceptKey string, after uint64, limit int) ([]model.ImportPiece, error) {
	var rows []model.ImportPiece
	q := r.db.WithContext(ctx).Where("key_id <> ? AND key_id <> '' AND id > ?", exceptKey, after)
	if err := q.Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read import pieces of older keys: %w", translate(err))
	}
	return rows, nil
}

// ResealPiece puts a newly sealed part of a file in place of the old one, and reports whether that was still there.
func (r Imports) ResealPiece(ctx context.Context, old, sealed model.ImportPiece) (bool, error) {
	res := r.db.WithContext(ctx).Model(&model.ImportPiece{}).Where("id = ? AND key_id = ?", old.ID, old.KeyID).
		Select("KeyID", "Content").UpdateColumns(&sealed)
	if res.Error != nil {
		return false, fmt.Errorf("seal import piece %d anew: %w", old.ID, translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

const importKeyUse = `SELECT key_id, SUM(n) AS n FROM (
SELECT key_id, COUNT(*) AS n FROM import_rows WHERE key_id <> '' GROUP BY key_id
UNION ALL SELECT key_id, COUNT(*) AS n FROM import_pieces WHERE key_id <> '' GROUP BY key_id) AS used GROUP BY key_id`

// KeyUse counts the rows and parts of files that each key has sealed.
func (r Imports) KeyUse(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		KeyID string
		N     int
	}
	if err := r.db.WithContext(ctx).Raw(importKeyUse).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count what keys have sealed of imports: %w", translate(err))
	}
	use := make(map[string]int, len(rows))
	for _, row := range rows {
		use[row.KeyID] = row.N
	}
	return use, nil
}

// OfOrganizations reads the people at some organizations.
func (r Contacts) OfOrganizations(ctx context.Context, s model.Sight, ids []uint64) ([]model.Contact, error) {
	var found []model.Contact
	for _, piece := range chunks(ids) {
		var rows []model.Contact
		q := seen(r.db.WithContext(ctx), s, "organization_id").Where("organization_id IN ?", piece)
		if err := q.Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read contacts of organizations: %w", translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}

// CreateAll inserts contacts and fills in their ids.
func (r Contacts) CreateAll(ctx context.Context, rows []*model.Contact) error {
	return insert(ctx, r.db, "contacts", rows)
}

// ByUIDs reads the ids of contacts that were just inserted.
func (r Contacts) ByUIDs(ctx context.Context, uids []string) (map[string]uint64, error) {
	found := make(map[string]uint64, len(uids))
	for _, piece := range chunks(uids) {
		var rows []model.Contact
		if err := r.db.WithContext(ctx).Select("id", "uid").Where("uid IN ?", piece).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("find contacts: %w", translate(err))
		}
		for _, row := range rows {
			found[row.UID] = row.ID
		}
	}
	return found, nil
}

// ByCreditCodes reads the active organizations of some 统一社会信用代码 that the caller sees.
func (r Organizations) ByCreditCodes(ctx context.Context, s model.Sight, codes []string) ([]model.Organization, error) {
	var found []model.Organization
	for _, piece := range chunks(codes) {
		var rows []model.Organization
		q := seen(r.db.WithContext(ctx), s, "id").Where("credit_code IN ? AND ended = 0", piece)
		if err := q.Order("id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("find organizations by credit codes: %w", translate(err))
		}
		found = append(found, rows...)
	}
	return found, nil
}
