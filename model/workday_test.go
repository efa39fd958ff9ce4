package model

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// shipped is the calendar that comes with the program.
func shipped(t testing.TB) []CalendarYear {
	t.Helper()
	text, err := os.ReadFile("../service/calendars/china.json")
	if err != nil {
		t.Fatal(err)
	}
	var years []CalendarYear
	if err := json.Unmarshal(text, &years); err != nil {
		t.Fatal(err)
	}
	return years
}

// Days as the notices of the State Council give them; what they do not name is what its weekday says.
func TestWorkingDays(t *testing.T) {
	w := NewWorkCalendar(shipped(t)...)
	for day, want := range map[Date]bool{
		"2022-01-03": false, "2022-01-29": true, "2022-01-30": true, "2022-01-31": false, "2022-02-06": false, "2022-02-07": true,
		"2022-04-02": true, "2022-04-24": true, "2022-05-07": true, "2022-05-04": false, "2022-06-03": false, "2022-09-12": false,
		"2022-10-07": false, "2022-10-08": true, "2022-10-09": true, "2022-10-15": false, "2022-12-31": false,
		"2023-01-02": false, "2023-01-28": true, "2023-04-23": true, "2023-05-06": true, "2023-06-25": true, "2023-10-08": true, "2023-10-06": false,
		"2024-02-04": true, "2024-02-18": true, "2024-04-07": true, "2024-04-28": true, "2024-05-11": true, "2024-09-14": true, "2024-09-29": true, "2024-10-12": true, "2024-06-10": false,
		"2025-01-26": true, "2025-02-08": true, "2025-04-27": true, "2025-09-28": true, "2025-10-11": true, "2025-10-08": false, "2025-05-31": false,
		"2026-01-02": false, "2026-01-04": true, "2026-02-14": true, "2026-02-23": false, "2026-02-28": true, "2026-05-09": true,
		"2026-09-20": true, "2026-09-25": false, "2026-10-10": true, "2026-10-08": true, "2026-04-06": false,
	} {
		if got, err := w.Working(day); err != nil || got != want {
			t.Errorf("%s: %v, %v", day, got, err)
		}
	}
}

// 调休 only moves days: a year has as many working days as it has days from Monday to Friday, less the statutory holidays
// (全国年节及纪念日放假办法), which were 11 and are 13 since 2025.
func TestShippedCalendarsAreWhole(t *testing.T) {
	years := shipped(t)
	w := NewWorkCalendar(years...)
	for i, y := range years {
		if y.Year != 2022+i {
			t.Errorf("%d stands at %d", y.Year, i)
		}
		if _, err := (CalendarEdit{Source: y.Source, Days: y.Days}).Normalize(y.Year); err != nil {
			t.Errorf("%d: %v", y.Year, err)
		}
		working, weekdays, statutory := 0, 0, 11
		if y.Year >= 2025 {
			statutory = 13
		}
		for day := Date(fmt.Sprintf("%d-01-01", y.Year)); day.year() == y.Year; day = day.Add(1) {
			works, err := w.Working(day)
			if err != nil {
				t.Fatal(err)
			}
			if works {
				working++
			}
			if !day.weekend() {
				weekdays++
			}
		}
		if working != weekdays-statutory {
			t.Errorf("%d has %d working days, want %d", y.Year, working, weekdays-statutory)
		}
	}
	if len(years) != 5 {
		t.Errorf("%d years", len(years))
	}
}

func TestWorkingDaysAfter(t *testing.T) {
	w := NewWorkCalendar(shipped(t)...)
	for _, c := range []struct {
		from Date
		n    int
		want Date
		err  string
	}{
		{"2022-09-30", 1, "2022-10-08", ""},
		{"2022-09-30", 2, "2022-10-09", ""},
		{"2022-09-30", 3, "2022-10-10", ""},
		{"2022-10-09", 5, "2022-10-14", ""},
		{"2022-10-09", 15, "2022-10-28", ""},
		{"2022-12-30", 1, "2023-01-03", ""},
		{"2026-12-31", 1, "", "calendar_year_missing"},
		{"2026-12-30", 1, "2026-12-31", ""},
		{"2021-12-01", 1, "", "calendar_year_missing"},
		{"x", 1, "", "invalid_fields"},
	} {
		got, err := w.After(c.from, c.n)
		code := ""
		if e, ok := err.(*Error); ok { //nolint:errorlint // it is not wrapped
			code = e.Code
		}
		if got != c.want || code != c.err {
			t.Errorf("%d after %s: %s, %v", c.n, c.from, got, err)
		}
	}
}

// The nth working day is what counting day by day says, and each step forward is one more.
func TestWorkingDaysAddUp(t *testing.T) {
	w := NewWorkCalendar(shipped(t)...)
	rapid.Check(t, func(t *rapid.T) {
		from := NewDate(time.Date(2022, 1, 1, 4, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 1400).Draw(t, "day")))
		a, b := rapid.IntRange(1, 60).Draw(t, "a"), rapid.IntRange(1, 60).Draw(t, "b")
		first, err := w.After(from, a)
		if err != nil {
			t.Fatal(err)
		}
		second, err := w.After(first, b)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := w.After(from, a+b)
		if err != nil || whole != second {
			t.Fatalf("%s + %d + %d is %s, + %d is %s (%v)", from, a, b, second, a+b, whole, err)
		}
		if works, err := w.Working(whole); err != nil || !works {
			t.Fatalf("%s is no working day (%v)", whole, err)
		}
		n := 0
		for day := from; day != whole; {
			day = day.Add(1)
			if works, _ := w.Working(day); works {
				n++
			}
		}
		if n != a+b {
			t.Fatalf("there are %d working days after %s up to %s, not %d", n, from, whole, a+b)
		}
	})
}

func TestCalendarsThatAreRefused(t *testing.T) {
	good := CalendarDay{Day: "2027-01-01", Name: "元旦"}
	for want, days := range map[string]CalendarDays{
		"days:item_count":               {},
		"days[0].day:day_of_other_year": {{Day: "2026-11-30", Name: "x"}},
		"days[1].day:day_twice":         {good, good},
		"days[1].working:works_anyway":  {good, {Day: "2027-01-04", Working: true, Name: "x"}},
		"days:no_holiday":               {{Day: "2027-01-02", Working: true, Name: "x"}},
		"days[0].name:required":         {{Day: "2027-01-01"}},
		"days[0].day:not_a_date":        {{Day: "2027-02-30", Name: "x"}},
	} {
		_, err := (CalendarEdit{Source: "x", Days: days}).Normalize(2027)
		if got := faults(t, err); got != want && got != want+" days:no_holiday" {
			t.Errorf("%v: %q, want %q", days, got, want)
		}
	}
	if _, err := (CalendarEdit{Source: "x", Days: CalendarDays{{Day: "2026-12-31", Name: "元旦"}, good}}).Normalize(2027); err != nil {
		t.Errorf("a holiday that begins in December: %v", err)
	}
}
