package model

import (
	"math/big"
	"math/bits"
)

// Rounding is how a rate is brought to its printed decimals.
type Rounding string

// The ways of rounding.
const (
	RoundHalfUp   Rounding = "half_up"
	RoundTruncate Rounding = "truncate"
)

// Roundings lists the ways of rounding.
var Roundings = []Rounding{RoundHalfUp, RoundTruncate}

// NoRate is printed where nothing was inspected: neither 0 % nor 100 % would be true.
const NoRate = "—"

// Tally counts the targets of one group. Inspected is Passed + Failed: pending and waived targets are in no rate.
type Tally struct {
	Targets   int64
	Inspected int64
	Passed    int64
	Failed    int64
	Pending   int64
	Waived    int64
}

// Add takes another group in.
func (t *Tally) Add(o Tally) {
	t.Targets += o.Targets
	t.Inspected += o.Inspected
	t.Passed += o.Passed
	t.Failed += o.Failed
	t.Pending += o.Pending
	t.Waived += o.Waived
}

// Rate is passed ÷ inspected, and false when nothing was inspected.
func (t Tally) Rate() (float64, bool) {
	if t.Inspected <= 0 {
		return 0, false
	}
	return float64(t.Passed) / float64(t.Inspected), true
}

// RateRule is how a campaign prints its rates.
type RateRule struct {
	Decimals int // 0, 1 or 2
	Rounding Rounding
}

// Text prints passed ÷ inspected in per cent. Only when all passed is it 100%, and only when none passed 0%: a rate in
// between that would round there is printed as the nearest one that would not.
func (r RateRule) Text(passed, inspected int64) string {
	switch {
	case inspected <= 0:
		return NoRate
	case passed <= 0:
		return "0%"
	case passed >= inspected:
		return "100%"
	}
	part, whole := uint64(passed), uint64(inspected)
	step := pow10(r.Decimals)
	high, low := bits.Mul64(part, 100*step)
	steps, rest := bits.Div64(high, low, whole)
	if r.Rounding != RoundTruncate && rest >= whole-rest {
		steps++
	}
	steps = min(max(steps, 1), 100*step-1)
	return withDecimals(steps/step, steps%step, r.Decimals) + "%"
}

// Points prints the change from one rate to another in percentage points, with its sign. It is the change of the exact rates,
// not that of the printed ones; only no change at all is 0.
func (r RateRule) Points(before, after Tally) string {
	change, ok := pointsBetween(before, after)
	if !ok {
		return NoRate
	}
	step := new(big.Rat).SetInt64(100 * int64(pow10(r.Decimals))) //nolint:gosec // at most 10,000
	scaled := new(big.Rat).Mul(new(big.Rat).Abs(change), step)
	if change.Sign() == 0 {
		return "0"
	}
	if r.Rounding != RoundTruncate {
		scaled.Add(scaled, big.NewRat(1, 2))
	}
	steps := max(new(big.Int).Quo(scaled.Num(), scaled.Denom()).Uint64(), 1)
	sign := "+"
	if change.Sign() < 0 {
		sign = "-"
	}
	return sign + withDecimals(steps/pow10(r.Decimals), steps%pow10(r.Decimals), r.Decimals)
}

// PointsBetween is the change of the exact rates in percentage points, and false when one of them is none.
func PointsBetween(before, after Tally) (float64, bool) {
	change, ok := pointsBetween(before, after)
	if !ok {
		return 0, false
	}
	points, _ := new(big.Rat).Mul(change, big.NewRat(100, 1)).Float64()
	return points, true
}

func pointsBetween(before, after Tally) (*big.Rat, bool) {
	if before.Inspected <= 0 || after.Inspected <= 0 {
		return nil, false
	}
	return new(big.Rat).Sub(big.NewRat(after.Passed, after.Inspected), big.NewRat(before.Passed, before.Inspected)), true
}

// Less takes another group out.
func (t Tally) Less(o Tally) Tally {
	return Tally{
		Targets: t.Targets - o.Targets, Inspected: t.Inspected - o.Inspected, Passed: t.Passed - o.Passed,
		Failed: t.Failed - o.Failed, Pending: t.Pending - o.Pending, Waived: t.Waived - o.Waived,
	}
}
