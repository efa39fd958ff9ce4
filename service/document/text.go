package document

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"

	"golang.org/x/text/width"

	"xuncha/model"
)

// clean leaves out what XML 1.0 forbids and what no reader can see. Line feeds stay, tabs become spaces.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < ' ', r >= 0x7F && r <= 0x9F, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// halves is the width of a text in half-width characters. The quotation marks of Chinese are as wide as its characters.
func halves(text string) int {
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n += 2
		default:
			n++
		}
	}
	return n
}

// shorten cuts a text that is wider than limit, and says so.
func shorten(text string, limit int) string {
	if halves(text) <= limit {
		return text
	}
	var short strings.Builder
	for _, r := range text {
		if limit -= halves(string(r)); limit < 2 {
			break
		}
		short.WriteRune(r)
	}
	return short.String() + "…"
}

// cellText is a cell as it is printed.
func cellText(cell any) string {
	if cell == nil {
		return ""
	}
	if n, ok := cellNumber(cell); ok {
		return fmt.Sprint(n)
	}
	if v := reflect.ValueOf(cell); v.Kind() == reflect.String {
		return clean(v.String())
	}
	return clean(fmt.Sprint(cell))
}

// cellNumber is the whole number in a cell. A content that was kept as JSON comes back with floating numbers.
func cellNumber(cell any) (int64, bool) {
	if cell == nil {
		return 0, false
	}
	v := reflect.ValueOf(cell)
	switch {
	case v.CanInt():
		return v.Int(), true
	case v.CanUint() && v.Uint() <= math.MaxInt64:
		return int64(v.Uint()), true //nolint:gosec // bounded by the case
	case v.CanFloat() && v.Float() == math.Trunc(v.Float()) && math.Abs(v.Float()) <= 1<<53:
		return int64(v.Float()), true
	}
	return 0, false
}

// at is a cell of a row that may be too short.
func at(row []any, i int) any {
	if i < len(row) {
		return row[i]
	}
	return nil
}

// annexMark is 附件 with its number. A single annex has none (GB/T 9704-2012, 7.3.8).
func annexMark(content model.BulletinContent, i int) string {
	if len(content.Annexes) == 1 {
		return "附件"
	}
	return fmt.Sprint("附件", content.Annexes[i].Number)
}

// chineseDate is a day as a document ends with it, or "" for none.
func chineseDate(day model.Date) string {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return ""
	}
	return t.Format("2006年1月2日")
}
