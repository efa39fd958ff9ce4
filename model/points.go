package model

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Points is a figure of a catalogue in hundredths of a point: 2 points are 200. It is never negative. What is computed
// from points may need thirds and is a Score.
type Points int64

// PointsScale is the number of hundredths in a point.
const PointsScale = 100

// MaxPoints is the largest figure that is taken.
const MaxPoints Points = 1000 * PointsScale

// Score is the same number as an exact fraction.
func (p Points) Score() Score { return p.scaled(1, 1) }

// scaled is p × to ÷ from, exactly.
func (p Points) scaled(to, from Points) Score {
	return fraction(uint64(p)*uint64(to), uint64(from)*PointsScale) //nolint:gosec // points are never negative
}

// String writes the number without needless zeros: 2, 2.5, 2.05.
func (p Points) String() string { return p.Score().decimal() }

// MarshalJSON writes a number.
func (p Points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

var (
	errPointsText  = errors.New("points are a number such as 2 or 1.5")
	errPointsFine  = errors.New("points have at most two decimals")
	errPointsRange = fmt.Errorf("points are from 0 to %s", MaxPoints)
)

// UnmarshalJSON takes a number. It reads the decimal digits themselves: through a float 0.29 would become 28 hundredths.
func (p *Points) UnmarshalJSON(b []byte) error {
	mantissa, exponent, hasExponent := strings.Cut(strings.ToLower(string(b)), "e")
	whole, decimals, _ := strings.Cut(mantissa, ".")
	if whole == "" || strings.Trim(strings.TrimPrefix(whole, "-")+decimals, "0123456789") != "" {
		return errPointsText
	}
	shift := 0
	if hasExponent {
		var err error
		if shift, err = strconv.Atoi(exponent); err != nil || shift < -1000 || shift > 1000 {
			return errPointsRange
		}
	}
	digits := strings.TrimLeft(whole+decimals, "0")
	significant := strings.TrimRight(digits, "0")
	shift += 2 - len(decimals) + len(digits) - len(significant)
	switch {
	case significant == "":
		*p = 0
		return nil
	case shift < 0:
		return errPointsFine
	case len(significant)+shift > len("100000"):
		return errPointsRange
	}
	n, err := strconv.ParseInt(significant+strings.Repeat("0", shift), 10, 64)
	if err != nil || n < 0 || n > int64(MaxPoints) {
		return errPointsRange
	}
	*p = Points(n)
	return nil
}

// Value writes hundredths.
func (p Points) Value() (driver.Value, error) { return int64(p), nil }

// Scan reads hundredths.
func (p *Points) Scan(src any) error {
	switch v := src.(type) {
	case int64:
		*p = Points(v)
	case []byte:
		n, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil {
			return fmt.Errorf("scan points: %w", err)
		}
		*p = Points(n)
	default:
		return fmt.Errorf("scan %T into points", src)
	}
	return nil
}

// points checks a figure against its limits.
func (c *checker) points(field string, value, from, to Points) {
	if value < from || value > to {
		c.add(field, "out_of_range", from.String(), to.String())
	}
}
