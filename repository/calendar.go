package repository

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Calendars is the collection of arrangements of holidays that were entered, over those that come with the program.
type Calendars struct{ db *gorm.DB }

// All lists them by year.
func (r Calendars) All(ctx context.Context) ([]model.CalendarYear, error) {
	var rows []model.CalendarYear
	if err := r.db.WithContext(ctx).Order("year").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list calendars: %w", translate(err))
	}
	return rows, nil
}

// Lock is the one of a year, which nobody else changes until this transaction ends.
func (r Calendars) Lock(ctx context.Context, year int) (model.CalendarYear, error) {
	var row model.CalendarYear
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("year = ?", year).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock calendar: %w", translate(err))
	}
	return row, nil
}

// Create inserts one.
func (r Calendars) Create(ctx context.Context, row *model.CalendarYear) error {
	return insert(ctx, r.db, "calendar", []*model.CalendarYear{row})
}

// Update writes one over the version the change was made on.
func (r Calendars) Update(ctx context.Context, version uint64, row *model.CalendarYear) error {
	q := r.db.WithContext(ctx).Model(&model.CalendarYear{}).Where("id = ? AND version = ?", row.ID, version)
	return changed(q.Select("*").Omit("ID", "CreatedAt").UpdateColumns(row), "calendar")
}
