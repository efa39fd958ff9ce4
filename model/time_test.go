package model

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTimeIsKeptExactly(t *testing.T) {
	zone := time.FixedZone("", -5*60*60)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) Time {
			return NewTime(time.Unix(rapid.Int64Range(-1e9, 7e9).Draw(t, label), rapid.Int64Range(0, 999_999_999).Draw(t, label)).In(zone))
		}
		a, b := draw("a"), draw("b")
		textA, textB := stored(t, a), stored(t, b)
		if a.Before(b.Time) != (textA < textB) {
			t.Fatalf("%s and %s sort otherwise as text", textA, textB)
		}
		for _, src := range []any{textA, []byte(textA), a.Time, a.In(zone)} {
			var got Time
			if err := got.Scan(src); err != nil || got != a {
				t.Fatalf("%v comes back from %T as %v, %v", a, src, got, err)
			}
		}
	})
}

func stored(t *rapid.T, v Time) string {
	value, err := v.Value()
	text, ok := value.(string)
	if err != nil || !ok {
		t.Fatalf("%v is stored as %v, %v", v, value, err)
	}
	return text
}

func TestTimeForms(t *testing.T) {
	at := time.Date(2026, 3, 31, 23, 59, 59, 999_999_999, China)
	if got := NewTime(at).Format(time.RFC3339Nano); got != "2026-03-31T15:59:59.999999Z" {
		t.Errorf("cut to %s", got)
	}
	if value, err := (Time{}).Value(); value != nil || err != nil {
		t.Errorf("no time is stored as %v, %v", value, err)
	}
	got := NewTime(at)
	if err := got.Scan(nil); err != nil || !got.IsZero() {
		t.Errorf("NULL is %v, %v", got, err)
	}
	for _, src := range []any{"", "2022-09-30", "2022-09-30T00:00:00Z", 7, true} {
		if err := new(Time).Scan(src); err == nil {
			t.Errorf("%v was scanned", src)
		}
	}
	if err := got.Scan("2022-09-30 01:02:03"); err != nil || got.Format(time.RFC3339) != "2022-09-30T01:02:03Z" {
		t.Errorf("without a fraction: %v, %v", got, err)
	}
}

func TestNewDateIsTheDayInChina(t *testing.T) {
	for instant, want := range map[string]Date{
		"2026-03-31T15:59:59.999999Z": "2026-03-31",
		"2026-03-31T16:00:00Z":        "2026-04-01",
		"2025-12-31T11:00:00-05:00":   "2026-01-01",
		"2024-02-28T23:00:00Z":        "2024-02-29",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := NewDate(at); got != want {
			t.Errorf("%s is the %s", instant, got)
		}
	}
}

func TestDateForms(t *testing.T) {
	for d, want := range map[Date]bool{
		"2022-09-30": true, "2024-02-29": true, "1949-10-01": true, "2199-12-31": true,
		"2023-02-29": false, "2022-09-31": false, "2022-9-30": false, "20220930": false, "2022/09/30": false, "1948-12-31": false,
		"2200-01-01": false, "0000-00-00": false, "2022-09-30 ": false, "２０２２-09-30": false, "": false, "2022-09-30T00:00:00Z": false,
	} {
		if d.Valid() != want {
			t.Errorf("%q: %v", d, !want)
		}
	}
	for text, want := range map[string]Date{
		`"2022-09-30"`: "2022-09-30", `null`: "", `""`: "", `"heute"`: "heute",
	} {
		got := Date("before")
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s is %q, %v", text, got, err)
		}
	}
	for _, text := range []string{`20220930`, `true`, `{}`, `[]`, `"` + string(make([]byte, 40)) + `"`} {
		if err := new(Date).UnmarshalJSON([]byte(text)); err == nil {
			t.Errorf("%s was taken", text)
		}
	}
	for d, want := range map[Date]string{"": "null", "2022-09-30": `"2022-09-30"`} {
		if got, err := json.Marshal(d); err != nil || string(got) != want {
			t.Errorf("%q is written as %s, %v", d, got, err)
		}
	}
}

func TestDateIsKept(t *testing.T) {
	for _, d := range []Date{"", "2022-09-30"} {
		value, err := d.Value()
		if err != nil || (d == "") != (value == nil) {
			t.Errorf("%q is stored as %v, %v", d, value, err)
		}
		got := Date("before")
		if err := got.Scan(value); err != nil || got != d {
			t.Errorf("%q comes back as %q, %v", d, got, err)
		}
	}
	for _, src := range []any{"2022-09-30", []byte("2022-09-30"), time.Date(2022, 9, 30, 0, 0, 0, 0, time.UTC)} {
		var got Date
		if err := got.Scan(src); err != nil || got != "2022-09-30" {
			t.Errorf("%T is %q, %v", src, got, err)
		}
	}
	if err := new(Date).Scan(7); err == nil {
		t.Error("a number was scanned into a date")
	}
}

func TestTimeInJSON(t *testing.T) {
	for text, want := range map[string]string{
		`null`:                                `null`,
		`"2022-10-08T01:00:00Z"`:              `"2022-10-08T01:00:00Z"`,
		`"2022-10-08T09:00:00.1234567+08:00"`: `"2022-10-08T01:00:00.123456Z"`,
		`""`:                                  "",
		`"2022-10-08"`:                        "",
		`"2022-10-08 01:00:00"`:               "",
		`"2022-10-08T01:00:00"`:               "",
		`"2022-02-30T01:00:00Z"`:              "",
		`"0001-01-01T00:00:00Z"`:              "", // would stand for none
		`"0001-01-01T08:00:00+08:00"`:         "",
		`"0000-12-31T00:00:00Z"`:              "",
		`"0001-01-01T00:00:00+08:00"`:         "",
		`1665190800`:                          "",
		`{}`:                                  "",
	} {
		value := NewTime(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)) // null takes away what was there
		err := json.Unmarshal([]byte(text), &value)
		if err != nil {
			if want != "" {
				t.Errorf("%s: %v", text, err)
			}
			continue
		}
		got, err := json.Marshal(value)
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %q", text, got, err, want)
		}
	}
}
