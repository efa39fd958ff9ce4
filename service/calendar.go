package service

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"xuncha/model"
	"xuncha/repository"
)

// Calendars is the collection of arrangements of holidays. They are of the whole country.
type Calendars struct{ base }

// shippedCalendars are the arrangements (部分节假日安排) that the General Office of the State Council issued for each year.
//
//go:embed calendars/china.json
var shippedCalendars []byte

var shippedYears = sync.OnceValue(func() []model.CalendarYear {
	var years []model.CalendarYear
	if err := json.Unmarshal(shippedCalendars, &years); err != nil {
		panic(fmt.Sprintf("the calendars of the program cannot be read: %v", err)) // a test reads them
	}
	return years
})

var calendarNoun = noun[model.CalendarYear]{
	kind: "calendar",
	facts: func(y *model.CalendarYear) facts {
		return facts{id: y.ID, code: fmt.Sprint(y.Year), version: &y.Version, updatedAt: &y.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, _ model.Sight, version uint64, row *model.CalendarYear) error {
		return tx.Calendars.Update(ctx, version, row)
	},
}

// calendarYears are the arrangements in force: what was entered stands over what came with the program.
func calendarYears(ctx context.Context, tx *repository.Store) ([]model.CalendarYear, error) {
	entered, err := tx.Calendars.All(ctx)
	if err != nil {
		return nil, err
	}
	years := slices.DeleteFunc(slices.Clone(shippedYears()), func(y model.CalendarYear) bool {
		return slices.ContainsFunc(entered, func(e model.CalendarYear) bool { return e.Year == y.Year })
	})
	years = append(years, entered...)
	slices.SortFunc(years, func(a, b model.CalendarYear) int { return a.Year - b.Year })
	return years, nil
}

// resolve is the due day that a caller gives, after the calendar as it is now.
func (s *Calendars) resolve(ctx context.Context, tx *repository.Store, e model.DueEdit, today model.Date) (model.Date, error) {
	if e.WorkingDays == 0 {
		return e.DueOn, nil
	}
	years, err := calendarYears(ctx, tx)
	if err != nil {
		return "", err
	}
	return e.Resolve(model.NewWorkCalendar(years...), today)
}

// List answers every year that has a calendar.
func (s *Calendars) List(ctx context.Context, a model.Actor) ([]model.CalendarYear, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	return calendarYears(ctx, s.store)
}

// Get is the calendar of a year.
func (s *Calendars) Get(ctx context.Context, a model.Actor, year int) (model.CalendarYear, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.CalendarYear{}, err
	}
	years, err := calendarYears(ctx, s.store)
	if err != nil {
		return model.CalendarYear{}, err
	}
	at := slices.IndexFunc(years, func(y model.CalendarYear) bool { return y.Year == year })
	if at < 0 {
		return model.CalendarYear{}, model.NotFound()
	}
	return years[at], nil
}

// Put enters the calendar of a year, or corrects it. Version 0 is for a year that nobody has entered yet, whether it came
// with the program or not. It takes somebody whose scope is everything: due days of every region are counted by it.
func (s *Calendars) Put(ctx context.Context, a model.Actor, year int, version uint64, e model.CalendarEdit) (model.CalendarYear, error) {
	if err := everywhere(a, model.ManageCampaigns); err != nil {
		return model.CalendarYear{}, err
	}
	if err := model.CheckCalendarYear(year); err != nil {
		return model.CalendarYear{}, err
	}
	e, err := e.Normalize(year)
	if err != nil {
		return model.CalendarYear{}, err
	}
	if version > 0 {
		return apply(ctx, s.base, a, edit[model.CalendarYear]{
			noun: calendarNoun, operation: "update", version: version,
			load: func(tx *repository.Store) (model.CalendarYear, error) { return tx.Calendars.Lock(ctx, year) },
			change: func(_ *repository.Store, row *model.CalendarYear) error {
				row.Apply(e)
				return nil
			},
		})
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.CalendarYear, error) {
		row := model.CalendarYear{Year: year, Version: 1, CreatedAt: at, UpdatedAt: at}
		row.Apply(e)
		err := tx.Calendars.Create(ctx, &row)
		if err != nil && hasKind(err, model.KindConflict) {
			err = model.Stale()
		}
		if err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(calendarNoun, "create", "", nil, &row))
	})
}
