package model

import (
	"fmt"
	"testing"
)

// A score at the end of a band belongs to the next one, and the median of two thirds is exact.
func TestDistribute(t *testing.T) {
	d := Distribute([]Score{fraction(60, 1), fraction(179, 3), fraction(100, 1), fraction(80, 1), fraction(260, 3), fraction(130, 1)})
	var counts []int64
	for _, b := range d.Bands {
		counts = append(counts, b.Targets)
	}
	if got := fmt.Sprint(counts, d.Scored, d.Lowest, d.Median, d.Highest); got != "[1 1 0 2 0 2] 6 179/3≈59.67 250/3≈83.33 130" {
		t.Error(got)
	}
	if d := Distribute(nil); d.Median != nil || d.Scored != 0 || len(d.Print().Rows) != len(d.Bands)+1 {
		t.Errorf("%+v", d)
	}
}

// Points are those of the exact rates, with their sign; only no change is 0.
func TestPoints(t *testing.T) {
	of := func(passed, inspected int64) Tally { return Tally{Inspected: inspected, Passed: passed} }
	half, cut := RateRule{Decimals: 1}, RateRule{Decimals: 1, Rounding: RoundTruncate}
	for _, c := range []struct {
		rule          RateRule
		before, after Tally
		want          string
	}{
		{half, of(1, 2), of(3, 4), "+25.0"},
		{half, of(3, 4), of(1, 2), "-25.0"},
		{half, of(2, 3), of(4, 6), "0"},
		{half, of(1, 3), of(1, 2), "+16.7"},
		{cut, of(1, 3), of(1, 2), "+16.6"},
		{half, of(99_999, 100_000), of(1, 1), "+0.1"},
		{half, of(0, 0), of(1, 1), NoRate},
		{RateRule{}, of(1, 1), of(0, 7), "-100"},
	} {
		if got := c.rule.Points(c.before, c.after); got != c.want {
			t.Errorf("from %+v to %+v: %s, want %s", c.before, c.after, got, c.want)
		}
	}
}
