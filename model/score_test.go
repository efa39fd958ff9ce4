package model

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPointsJSON(t *testing.T) {
	tests := []struct {
		text string
		want Points
		err  error
	}{
		{"0", 0, nil},
		{"0.00", 0, nil},
		{"0e99999", 0, errPointsRange},
		{"2", 200, nil},
		{"2.5", 250, nil},
		{"0.29", 29, nil}, // 28 through a float
		{"0.01", 1, nil},
		{"0.010000", 1, nil},
		{"2.50", 250, nil},
		{"2e0", 200, nil},
		{"2.5E1", 2500, nil},
		{"25e-1", 250, nil},
		{"1e+3", 100000, nil},
		{"1000", 100000, nil},
		{"1000.00", 100000, nil},
		{"1000.01", 0, errPointsRange},
		{"1001", 0, errPointsRange},
		{"1e4", 0, errPointsRange},
		{"1e1000000000", 0, errPointsRange},
		{"1e99999999999999999999", 0, errPointsRange},
		{"0.001", 0, errPointsFine},
		{"1e-3", 0, errPointsFine},
		{"2.555", 0, errPointsFine},
		{"-1", 0, errPointsRange},
		{"-0.01", 0, errPointsRange},
		{`"2"`, 0, errPointsText},
		{"true", 0, errPointsText},
		{"null", 0, errPointsText},
		{"[2]", 0, errPointsText},
	}
	for _, tt := range tests {
		var got Points
		if err := json.Unmarshal([]byte(tt.text), &got); err != tt.err || got != tt.want { //nolint:errorlint // encoding/json hands it through
			t.Errorf("%s: %d, %v; want %d, %v", tt.text, got, err, tt.want, tt.err)
		}
	}
}

func TestPointsText(t *testing.T) {
	for points, want := range map[Points]string{0: "0", 1: "0.01", 10: "0.1", 29: "0.29", 200: "2", 205: "2.05", 250: "2.5", 10000: "100", MaxPoints: "1000"} {
		if got := points.String(); got != want {
			t.Errorf("%d: %s, want %s", points, got, want)
		}
	}
}

func TestPointsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := Points(rapid.Int64Range(0, int64(MaxPoints)).Draw(t, "points"))
		text, err := json.Marshal(points)
		if err != nil {
			t.Fatal(err)
		}
		var back Points
		if err := json.Unmarshal(text, &back); err != nil || back != points {
			t.Fatalf("%d as %s came back as %d, %v", points, text, back, err)
		}
		value, err := points.Value()
		if err != nil {
			t.Fatal(err)
		}
		for _, src := range []any{value, []byte(big.NewInt(int64(points)).String())} {
			back = -1
			if err := back.Scan(src); err != nil || back != points {
				t.Fatalf("%d as %v came back as %d, %v", points, src, back, err)
			}
		}
	})
}

// TestPointsTakeAnyNumber compares with exact fractions for every number that JSON can write.
func TestPointsTakeAnyNumber(t *testing.T) {
	number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,2})?`)
	rapid.Check(t, func(t *rapid.T) {
		text := number.Draw(t, "number")
		want, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("%s is no number", text)
		}
		hundredths := new(big.Rat).Mul(want, big.NewRat(100, 1))
		taken := hundredths.IsInt() && want.Sign() >= 0 && want.Cmp(big.NewRat(1000, 1)) <= 0
		var got Points
		err := got.UnmarshalJSON([]byte(text))
		switch {
		case want.Sign() == 0 && strings.HasPrefix(text, "-"): // a negative zero may be taken or not
		case taken != (err == nil):
			t.Fatalf("%s: %v", text, err)
		case taken && big.NewRat(int64(got), 1).Cmp(hundredths) != 0:
			t.Fatalf("%s: %d", text, got)
		}
	})
}

func TestScoreText(t *testing.T) {
	tests := []struct {
		score              Score
		json, text, stored string
	}{
		{Score{}, "0", "0", "0/1"},
		{fraction(0, 3), "0", "0", "0/1"},
		{fraction(100, 1), "100", "100", "100/1"},
		{fraction(5, 2), "2.5", "2.5", "5/2"},
		{fraction(260, 3), "86.67", "260/3≈86.67", "260/3"},
		{fraction(520, 6), "86.67", "260/3≈86.67", "260/3"},
		{fraction(1, 200), "0.01", "1/200≈0.01", "1/200"},
		{fraction(1, 201), "0", "1/201≈0", "1/201"},
		{fraction(59999, 1000), "60", "59999/1000≈60", "59999/1000"}, // below 60, and said so
		{fraction(math.MaxUint64, 1), "18446744073709551615", "18446744073709551615", "18446744073709551615/1"},
	}
	for _, tt := range tests {
		text, err := json.Marshal(tt.score)
		if err != nil || string(text) != tt.json {
			t.Errorf("JSON of %s: %s, %v", tt.stored, text, err)
		}
		if got := tt.score.String(); got != tt.text {
			t.Errorf("String of %s: %s", tt.stored, got)
		}
		if got, err := tt.score.Value(); err != nil || got != tt.stored {
			t.Errorf("Value of %s: %v, %v", tt.stored, got, err)
		}
	}
}

func TestScoreScan(t *testing.T) {
	for _, src := range []any{nil, 7, "", "7", "/", "1/0", "-1/2", "1/-2", "1/2/3", " 1/2", "1.5/2", "99999999999999999999/1", []byte("1/")} {
		var s Score
		if err := s.Scan(src); err == nil {
			t.Errorf("%v was scanned as %s", src, s)
		}
	}
}

func TestPointsScan(t *testing.T) {
	for _, src := range []any{nil, 2.5, "200", []byte("2.5"), []byte("")} {
		var p Points
		if err := p.Scan(src); err == nil {
			t.Errorf("%v was scanned as %s", src, p)
		}
	}
}

var anyScore = rapid.Custom(func(t *rapid.T) Score {
	limit := rapid.SampledFrom([]uint64{10, 1_000_000, math.MaxUint64}).Draw(t, "limit")
	return fraction(rapid.Uint64Max(limit).Draw(t, "num"), rapid.Uint64Range(1, limit).Draw(t, "den"))
})

func ratOf(s Score) *big.Rat {
	num, den := s.parts()
	return new(big.Rat).SetFrac(new(big.Int).SetUint64(num), new(big.Int).SetUint64(den))
}

func TestScoreAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyScore.Draw(t, "a"), anyScore.Draw(t, "b")
		if got, want := a.Cmp(b), ratOf(a).Cmp(ratOf(b)); got != want {
			t.Fatalf("%s against %s: %d, want %d", a, b, got, want)
		}
		if (a == b) != (a.Cmp(b) == 0) {
			t.Fatalf("%s and %s: == and Cmp differ", a, b)
		}
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		if got, want := a.Rounded(decimals), ratOf(a).FloatString(decimals); got != want { // FloatString rounds halves up
			t.Fatalf("%s to %d decimals: %s, want %s", a, decimals, got, want)
		}
		stored, err := a.Value()
		if err != nil {
			t.Fatal(err)
		}
		for _, src := range []any{stored, []byte(stored.(string))} {
			var back Score
			if err := back.Scan(src); err != nil || back != a {
				t.Fatalf("%s came back as %s, %v", a, back, err)
			}
		}
	})
}
