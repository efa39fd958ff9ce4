package repository

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"xuncha/model"
)

// The tables of versions have the columns of the things and those of a span. A thing has one version for each change, under
// the number that the thing has had; the spans of a thing meet and never overlap.
const (
	organizationVersions = "organization_versions"
	siteVersions         = "site_versions"
	accountVersions      = "account_versions"
)

// History is what things of one kind were over time. V is a version of them, T a thing.
type History[V, T any] struct {
	db    *gorm.DB
	table string
	owner string // the column of the organization
}

// at is the table of a kind of thing, or with a day what its versions say of that day, under the same name.
func at[T any](ctx context.Context, db *gorm.DB, versions, name string, day model.Date) *gorm.DB {
	q := db.WithContext(ctx).Model(new(T))
	if day == "" {
		return q
	}
	return q.Table(versions+" AS "+name).Where("valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)", day, day)
}

// On is the thing of an id as it stood on a day, if it lay in the sight then.
func (r History[V, T]) On(ctx context.Context, s model.Sight, id uint64, day model.Date) (T, error) {
	var row T
	q := seen(at[T](ctx, r.db, r.table, r.table, day), s, r.owner)
	if err := take(q.Where("id = ?", id), &row); err != nil {
		return row, fmt.Errorf("get a thing as of a day: %w", translate(err))
	}
	return row, nil
}

// Of lists the versions of a thing that lay in the sight, the oldest first.
func (r History[V, T]) Of(ctx context.Context, s model.Sight, id uint64) ([]V, error) {
	var rows []V
	q := seen(r.db.WithContext(ctx).Table(r.table), s, r.owner).Where("id = ?", id)
	if err := q.Order("version").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read a history: %w", translate(err))
	}
	return rows, nil
}

// Append adds versions, of things that have none or whose last one was ended.
func (r History[V, T]) Append(ctx context.Context, rows []V) error {
	return insert(ctx, r.db, "versions", rows)
}

// ErrNoVersion says that a thing has no version of that number.
var ErrNoVersion = errors.New("no such version")

// End lets a version count until a day. It answers the day from which it counts when that is later, and ErrNoVersion when
// there is none.
func (r History[V, T]) End(ctx context.Context, id, version uint64, day model.Date) (later model.Date, err error) {
	q := r.db.WithContext(ctx).Table(r.table).Where("id = ? AND version = ?", id, version)
	res := q.Session(&gorm.Session{}).Where("valid_from <= ?", day).UpdateColumn("valid_to", day)
	if res.Error != nil {
		return "", fmt.Errorf("end a version: %w", translate(res.Error))
	}
	if res.RowsAffected > 0 {
		return "", nil
	}
	var span model.Span
	if err := q.Session(&gorm.Session{}).Select("valid_from").Take(&span).Error; err != nil {
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return "", ErrNoVersion
		}
		return "", fmt.Errorf("look for a version: %w", translate(err))
	}
	return span.ValidFrom, nil
}

// Begin lets a version count from an earlier day, and no longer than it counted.
func (r History[V, T]) Begin(ctx context.Context, id, version uint64, day model.Date) error {
	q := r.db.WithContext(ctx).Table(r.table).Where("id = ? AND version = ?", id, version)
	if err := q.UpdateColumn("valid_from", day).Error; err != nil {
		return fmt.Errorf("begin a version earlier: %w", translate(err))
	}
	return nil
}

// EndAll ends what still counts of a thing on a day, or on the day it began when that is later, and answers how much did.
func (r History[V, T]) EndAll(ctx context.Context, id uint64, day model.Date) (ended int64, err error) {
	q := r.db.WithContext(ctx).Table(r.table).Where("id = ? AND valid_to IS NULL", id)
	end := gorm.Expr("CASE WHEN valid_from > ? THEN valid_from ELSE ? END", day, day)
	res := q.UpdateColumn("valid_to", end)
	if res.Error != nil {
		return 0, fmt.Errorf("end versions: %w", translate(res.Error))
	}
	return res.RowsAffected, nil
}

// Forget removes the versions of a thing that is to be deleted.
func (r History[V, T]) Forget(ctx context.Context, id uint64) error {
	if err := r.db.WithContext(ctx).Table(r.table).Where("id = ?", id).Delete(new(V)).Error; err != nil {
		return fmt.Errorf("forget a history: %w", translate(err))
	}
	return nil
}

// NamesOn are the names of organizations on a day, by id.
func (r Organizations) NamesOn(ctx context.Context, s model.Sight, ids []uint64, day model.Date) (map[uint64]string, error) {
	names := make(map[uint64]string, len(ids))
	for _, piece := range chunks(ids) {
		var rows []model.Organization
		q := seen(at[model.Organization](ctx, r.db, organizationVersions, "organizations", day), s, "id")
		if err := q.Where("id IN ?", piece).Select("id, name").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("get the names of organizations on a day: %w", translate(err))
		}
		for _, o := range rows {
			names[o.ID] = o.Name
		}
	}
	return names, nil
}
