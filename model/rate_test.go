package model

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRateText(t *testing.T) {
	const large = 1 << 53
	tests := []struct {
		passed, inspected int64
		halfUp, truncated [3]string // with 0, 1 and 2 decimals
	}{
		{0, 0, [3]string{"—", "—", "—"}, [3]string{"—", "—", "—"}},
		{0, 5, [3]string{"0%", "0%", "0%"}, [3]string{"0%", "0%", "0%"}},
		{5, 5, [3]string{"100%", "100%", "100%"}, [3]string{"100%", "100%", "100%"}},
		{1, 2, [3]string{"50%", "50.0%", "50.00%"}, [3]string{"50%", "50.0%", "50.00%"}},
		{2, 3, [3]string{"67%", "66.7%", "66.67%"}, [3]string{"66%", "66.6%", "66.66%"}},
		{1, 8, [3]string{"13%", "12.5%", "12.50%"}, [3]string{"12%", "12.5%", "12.50%"}},
		{1, 800, [3]string{"1%", "0.1%", "0.13%"}, [3]string{"1%", "0.1%", "0.12%"}},
		{43, 44, [3]string{"98%", "97.7%", "97.73%"}, [3]string{"97%", "97.7%", "97.72%"}},
		{214, 215, [3]string{"99%", "99.5%", "99.53%"}, [3]string{"99%", "99.5%", "99.53%"}},
		{99_999, 100_000, [3]string{"99%", "99.9%", "99.99%"}, [3]string{"99%", "99.9%", "99.99%"}},
		{1, 100_000, [3]string{"1%", "0.1%", "0.01%"}, [3]string{"1%", "0.1%", "0.01%"}},
		{large - 1, large, [3]string{"99%", "99.9%", "99.99%"}, [3]string{"99%", "99.9%", "99.99%"}},
		{1, large, [3]string{"1%", "0.1%", "0.01%"}, [3]string{"1%", "0.1%", "0.01%"}},
		{large, large, [3]string{"100%", "100%", "100%"}, [3]string{"100%", "100%", "100%"}},
	}
	for _, tt := range tests {
		for decimals := range 3 {
			if got := (RateRule{decimals, RoundHalfUp}).Text(tt.passed, tt.inspected); got != tt.halfUp[decimals] {
				t.Errorf("%d of %d, half up to %d: %s, want %s", tt.passed, tt.inspected, decimals, got, tt.halfUp[decimals])
			}
			if got := (RateRule{decimals, RoundTruncate}).Text(tt.passed, tt.inspected); got != tt.truncated[decimals] {
				t.Errorf("%d of %d, cut to %d: %s, want %s", tt.passed, tt.inspected, decimals, got, tt.truncated[decimals])
			}
		}
	}
}

var anyRateRule = rapid.Custom(func(t *rapid.T) RateRule {
	return RateRule{rapid.IntRange(0, 2).Draw(t, "decimals"), rapid.SampledFrom(Roundings).Draw(t, "rounding")}
})

// printed reads a rate back as an exact number of per cent.
func printed(t *rapid.T, text string) *big.Rat {
	number, percent := strings.CutSuffix(text, "%")
	r, ok := new(big.Rat).SetString(number)
	if !percent || !ok {
		t.Fatalf("%q is no rate", text)
	}
	return r
}

func TestRateTextAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := anyRateRule.Draw(t, "rule")
		limit := rapid.SampledFrom([]int64{8, 1000, 1 << 53}).Draw(t, "limit")
		inspected := rapid.Int64Range(1, limit).Draw(t, "inspected")
		passed := rapid.Int64Range(0, inspected).Draw(t, "passed")
		text := rule.Text(passed, inspected)
		got, exact := printed(t, text), big.NewRat(passed, 1)
		exact.Mul(exact, big.NewRat(100, inspected))

		step := map[int]*big.Rat{0: big.NewRat(1, 1), 1: big.NewRat(1, 10), 2: big.NewRat(1, 100)}[rule.Decimals]
		hundred := big.NewRat(100, 1)
		if (text == "100%") != (passed == inspected) || (got.Cmp(hundred) == 0) != (passed == inspected) {
			t.Fatalf("%d of %d prints as %s", passed, inspected, text)
		}
		if (text == "0%") != (passed == 0) || (got.Sign() == 0) != (passed == 0) {
			t.Fatalf("%d of %d prints as %s", passed, inspected, text)
		}
		if passed == 0 || passed == inspected {
			return
		}
		if _, decimals, _ := strings.Cut(strings.TrimSuffix(text, "%"), "."); len(decimals) != rule.Decimals {
			t.Fatalf("%s has not %d decimals", text, rule.Decimals)
		}
		checkNearest(t, rule, exact, got, step)
	})
}

// checkNearest holds a printed rate against the definition of its rounding, not against a second computation of it.
func checkNearest(t *rapid.T, rule RateRule, exact, got, step *big.Rat) {
	off := new(big.Rat).Sub(exact, got) // above 0 when printed too low
	half := new(big.Rat).Mul(step, big.NewRat(1, 2))
	highest := new(big.Rat).Sub(big.NewRat(100, 1), step)
	switch {
	case exact.Cmp(step) < 0:
		if got.Cmp(step) != 0 {
			t.Fatalf("%s prints as %s, not as the lowest %s", exact, got, step)
		}
	case exact.Cmp(highest) > 0:
		if got.Cmp(highest) != 0 {
			t.Fatalf("%s prints as %s, not as the highest %s", exact, got, highest)
		}
	case rule.Rounding == RoundTruncate:
		if off.Sign() < 0 || off.Cmp(step) >= 0 {
			t.Fatalf("%s cut to %s", exact, got)
		}
	default:
		if off.Cmp(half) >= 0 || new(big.Rat).Neg(off).Cmp(half) > 0 {
			t.Fatalf("%s rounded to %s", exact, got)
		}
	}
}

func TestRateTextNeverFallsWithOneMorePassed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := anyRateRule.Draw(t, "rule")
		inspected := rapid.Int64Range(1, 1<<53).Draw(t, "inspected")
		a := rapid.Int64Range(0, inspected).Draw(t, "a")
		b := rapid.Int64Range(a, inspected).Draw(t, "b")
		if low, high := rule.Text(a, inspected), rule.Text(b, inspected); printed(t, low).Cmp(printed(t, high)) > 0 {
			t.Fatalf("of %d, %d prints as %s and %d as %s", inspected, a, low, b, high)
		}
	})
}

func TestTally(t *testing.T) {
	var total Tally
	if _, ok := total.Rate(); ok {
		t.Error("nothing inspected has a rate")
	}
	total.Add(Tally{Targets: 7, Inspected: 4, Passed: 3, Failed: 1, Pending: 2, Waived: 1})
	total.Add(Tally{Targets: 4, Inspected: 4, Passed: 3, Failed: 1})
	if want := (Tally{Targets: 11, Inspected: 8, Passed: 6, Failed: 2, Pending: 2, Waived: 1}); total != want {
		t.Errorf("%+v, want %+v", total, want)
	}
	if rate, ok := total.Rate(); !ok || rate != 0.75 {
		t.Errorf("rate %v, %v", rate, ok)
	}
	if rate, ok := (Tally{Targets: 1, Inspected: 1, Failed: 1}).Rate(); !ok || rate != 0 {
		t.Errorf("rate of none passed %v, %v", rate, ok)
	}
}
