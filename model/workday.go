package model

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"slices"
	"time"
)

// CalendarDay is a day that is not what its weekday says: a holiday from Monday to Friday, a working Saturday or Sunday, or
// a weekend that is part of a holiday.
type CalendarDay struct {
	Day     Date   `json:"day"`
	Working bool   `json:"working"`
	Name    string `json:"name"`
}

// CalendarDays are kept as JSON text.
type CalendarDays []CalendarDay

// Value writes JSON.
func (d CalendarDays) Value() (driver.Value, error) {
	if d == nil {
		d = CalendarDays{}
	}
	return jsonValue(d)
}

// Scan reads JSON.
func (d *CalendarDays) Scan(src any) error { return jsonScan(src, d) }

// CalendarYear is the arrangement of a year (部分节假日安排), as it was issued.
type CalendarYear struct {
	ID        uint64
	Year      int
	Source    string // the document
	Days      CalendarDays
	Version   uint64 // 0 for one that came with the program
	CreatedAt Time
	UpdatedAt Time
}

// TableName keeps the word calendar apart from other calendars of a database.
func (CalendarYear) TableName() string { return "work_calendars" }

// CalendarEdit is what a caller may set of a year.
type CalendarEdit struct {
	Source string
	Days   CalendarDays
}

// maxCalendarDays is more than any year has had.
const maxCalendarDays = 100

// Years that can have a calendar.
const (
	firstCalendarYear = 1999 // the year of the first long holidays
	lastCalendarYear  = 2199
)

// CheckCalendarYear refuses a year without a calendar for ever.
func CheckCalendarYear(year int) error {
	if year < firstCalendarYear || year > lastCalendarYear {
		return NotFound()
	}
	return nil
}

// Normalize checks all fields at once. The arrangement of a year may begin in the last days of the year before.
func (e CalendarEdit) Normalize(year int) (CalendarEdit, error) {
	var c checker
	e.Source = c.required("source", e.Source, MaxURL)
	if len(e.Days) == 0 || len(e.Days) > maxCalendarDays {
		c.add("days", "item_count", 1, maxCalendarDays)
		return e, c.err()
	}
	e.Days = slices.Clone(e.Days)
	first, last := Date(fmt.Sprintf("%d-12-01", year-1)), Date(fmt.Sprintf("%d-12-31", year))
	seen := map[Date]bool{}
	for i := range e.Days {
		d, field := &e.Days[i], fmt.Sprintf("days[%d].", i)
		d.Name = c.required(field+"name", d.Name, 40)
		switch {
		case !d.Day.Valid():
			c.add(field+"day", "not_a_date")
		case d.Day < first || d.Day > last:
			c.add(field+"day", "day_of_other_year", year)
		case seen[d.Day]:
			c.add(field+"day", "day_twice")
		case d.Working && !d.Day.weekend():
			c.add(field+"working", "works_anyway")
		}
		seen[d.Day] = true
	}
	if !slices.ContainsFunc(e.Days, func(d CalendarDay) bool { return !d.Working }) {
		c.add("days", "no_holiday")
	}
	slices.SortFunc(e.Days, func(a, b CalendarDay) int { return cmp.Compare(a.Day, b.Day) })
	return e, c.err()
}

// Apply takes the edit into the row.
func (y *CalendarYear) Apply(e CalendarEdit) { y.Source, y.Days = e.Source, e.Days }

// WorkCalendar tells working days from others in the years that it has.
type WorkCalendar struct {
	years map[int]bool
	days  map[Date]bool // whether one is a working day, where its weekday does not say so
}

// NewWorkCalendar is the calendar of some years. A later one stands over an earlier one of the same year.
func NewWorkCalendar(years ...CalendarYear) WorkCalendar {
	newest := map[int]CalendarYear{}
	for _, y := range years {
		newest[y.Year] = y
	}
	w := WorkCalendar{years: map[int]bool{}, days: map[Date]bool{}}
	order := make([]CalendarYear, 0, len(newest))
	for _, y := range newest {
		order = append(order, y)
	}
	// What the arrangement of a year says of the December before is newer than what that year's own said.
	slices.SortFunc(order, func(a, b CalendarYear) int { return cmp.Compare(a.Year, b.Year) })
	for _, y := range order {
		w.years[y.Year] = true
		for _, d := range y.Days {
			w.days[d.Day] = d.Working
		}
	}
	return w
}

// Working reports whether a day is a working day. A year that is missing is an error, never a guess.
func (w WorkCalendar) Working(d Date) (bool, error) {
	if !d.Valid() {
		return false, InvalidField("from", "not_a_date")
	}
	if year := d.year(); !w.years[year] {
		return false, NewError(KindConflict, "calendar_year_missing", year)
	}
	if working, named := w.days[d]; named {
		return working, nil
	}
	return !d.weekend(), nil
}

// After is the nth working day after a day, which itself does not count.
func (w WorkCalendar) After(from Date, n int) (Date, error) {
	if !from.Valid() {
		return "", InvalidField("from", "not_a_date")
	}
	day := from
	for n > 0 {
		day = day.Add(1)
		working, err := w.Working(day)
		if err != nil {
			return "", err
		}
		if working {
			n--
		}
	}
	return day, nil
}

// Add is the day so many days later. What is no day stays as it is.
func (d Date) Add(days int) Date {
	t, err := time.Parse(dateLayout, string(d))
	if err != nil {
		return d
	}
	return Date(t.AddDate(0, 0, days).Format(dateLayout))
}

func (d Date) weekend() bool {
	t, err := time.Parse(dateLayout, string(d))
	return err == nil && (t.Weekday() == time.Saturday || t.Weekday() == time.Sunday)
}

func (d Date) year() int {
	t, err := time.Parse(dateLayout, string(d))
	if err != nil {
		return 0
	}
	return t.Year()
}
