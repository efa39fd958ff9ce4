package model

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// Score is an exact, never negative number of points. It is a fraction in lowest terms, because 75 points scaled to 100
// give thirds; equal scores compare equal with ==. Rounding is for print only. The zero value is 0.
type Score struct {
	num, den uint64 // both 0 for the number 0
}

// fraction needs a den above 0.
func fraction(num, den uint64) Score {
	if num == 0 {
		return Score{}
	}
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return Score{num / a, den / a}
}

func (s Score) parts() (num, den uint64) { return s.num, max(s.den, 1) }

// Cmp is -1, 0 or 1 as s is below, at or above t.
func (s Score) Cmp(t Score) int {
	sn, sd := s.parts()
	tn, td := t.parts()
	leftHigh, leftLow := bits.Mul64(sn, td)
	rightHigh, rightLow := bits.Mul64(tn, sd)
	return cmp.Or(cmp.Compare(leftHigh, rightHigh), cmp.Compare(leftLow, rightLow))
}

// add is exact while both scores come from figures of at most MaxPoints.
func (s Score) add(t Score) Score {
	sn, sd := s.parts()
	tn, td := t.parts()
	return fraction(sn*td+tn*sd, sd*td)
}

// Rounded writes the number with a fixed count of decimals (0 to 18), halves rounded up.
func (s Score) Rounded(decimals int) string {
	num, den := s.parts()
	unit := pow10(decimals)
	high, low := bits.Mul64(num%den, unit)
	part, rest := bits.Div64(high, low, den) // high < den, as num%den < den
	if rest >= den-rest {
		part++
	}
	whole := num / den
	if part == unit {
		whole, part = whole+1, 0
	}
	return withDecimals(whole, part, decimals)
}

// decimal is Rounded to two decimals without needless zeros.
func (s Score) decimal() string {
	return strings.TrimSuffix(strings.TrimRight(s.Rounded(2), "0"), ".")
}

// String is the number for explanations: "2.5", or "260/3≈86.67" where two decimals do not hold it.
func (s Score) String() string {
	num, den := s.parts()
	if PointsScale%den == 0 {
		return s.decimal()
	}
	return fmt.Sprintf("%d/%d≈%s", num, den, s.decimal())
}

// MarshalJSON writes a number rounded to two decimals.
func (s Score) MarshalJSON() ([]byte, error) { return []byte(s.decimal()), nil }

// Value writes the exact fraction as text, such as "260/3".
func (s Score) Value() (driver.Value, error) {
	num, den := s.parts()
	return fmt.Sprintf("%d/%d", num, den), nil
}

// Scan reads the text that Value wrote.
func (s *Score) Scan(src any) error {
	var text string
	switch v := src.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("scan %T into a score", src)
	}
	top, bottom, _ := strings.Cut(text, "/")
	num, err := strconv.ParseUint(top, 10, 64)
	if err != nil {
		return fmt.Errorf("scan score: %w", err)
	}
	den, err := strconv.ParseUint(bottom, 10, 64)
	if err != nil {
		return fmt.Errorf("scan score: %w", err)
	}
	if den == 0 {
		return fmt.Errorf("scan score %q: no denominator", text)
	}
	*s = fraction(num, den)
	return nil
}

func pow10(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

func withDecimals(whole, part uint64, decimals int) string {
	if decimals == 0 {
		return strconv.FormatUint(whole, 10)
	}
	return fmt.Sprintf("%d.%0*d", whole, decimals, part)
}
