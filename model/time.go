package model

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// China is the time zone of quarters, working days and printed times.
var China = time.FixedZone("Asia/Shanghai", 8*60*60)

const timeLayout = "2006-01-02 15:04:05.000000"

// Time is an instant in UTC with microseconds: what every supported database keeps without rounding. MySQL rounds
// longer fractions and MariaDB cuts them, so they are cut here, once.
type Time struct{ time.Time }

// NewTime cuts t to what is stored.
func NewTime(t time.Time) Time { return Time{t.UTC().Truncate(time.Microsecond)} }

// Value writes the same text for every database; in SQLite it sorts as text.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC().Format(timeLayout), nil
}

// Scan reads what any of the drivers returns for a time column.
func (t *Time) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = Time{}
	case time.Time:
		*t = NewTime(v)
	case string:
		return t.parse(v)
	case []byte:
		return t.parse(string(v))
	default:
		return fmt.Errorf("scan %T into a time", src)
	}
	return nil
}

func (t *Time) parse(s string) error {
	parsed, err := time.Parse("2006-01-02 15:04:05.999999", s)
	if err != nil {
		return fmt.Errorf("scan time: %w", err)
	}
	*t = NewTime(parsed)
	return nil
}

// MarshalJSON writes null for no time.
func (t Time) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return t.Time.MarshalJSON()
}

// UnmarshalJSON takes a time after RFC 3339 or null. The first instant of the calendar stands for no time, so it is none
// that can be written.
func (t *Time) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*t = Time{}
		return nil
	}
	var parsed time.Time
	if err := parsed.UnmarshalJSON(b); err != nil || parsed.UTC().Year() < 1 || NewTime(parsed).IsZero() {
		return fmt.Errorf("a time is a string such as 2022-09-30T02:00:00Z")
	}
	*t = NewTime(parsed)
	return nil
}

// Date is a calendar day such as "2022-09-30", or "" for none. A due day is a date, never a midnight.
type Date string

const dateLayout = "2006-01-02"

// NewDate is the day of t in China.
func NewDate(t time.Time) Date { return Date(t.In(China).Format(dateLayout)) }

// Valid reports whether d is a day of the calendar between 1949 and 2199.
func (d Date) Valid() bool {
	t, err := time.Parse(dateLayout, string(d))
	return err == nil && t.Year() >= 1949 && t.Year() < 2200
}

// Value writes NULL for no date.
func (d Date) Value() (driver.Value, error) {
	if d == "" {
		return nil, nil
	}
	return string(d), nil
}

// Scan reads what any of the drivers returns for a date column.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = ""
	case time.Time:
		*d = Date(v.Format(dateLayout))
	case string:
		*d = Date(v)
	case []byte:
		*d = Date(v)
	default:
		return fmt.Errorf("scan %T into a date", src)
	}
	return nil
}

// MarshalJSON writes null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == "" {
		return []byte("null"), nil
	}
	return []byte(`"` + string(d) + `"`), nil
}

// UnmarshalJSON takes a string or null. Whether the day exists is checked with the other fields, by Normalize.
func (d *Date) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null", string(b) == `""`:
		*d = ""
	case len(b) >= 2 && b[0] == '"' && len(b) <= 40:
		*d = Date(b[1 : len(b)-1])
	default:
		return fmt.Errorf("a date is a string such as 2022-09-30")
	}
	return nil
}

func (c *checker) date(field string, d Date) {
	if d != "" && !d.Valid() {
		c.add(field, "not_a_date")
	}
}
