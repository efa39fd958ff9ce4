package document

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

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

const (
	maxTitleRunes = 200
	uneven        = 40 // what it costs to end a line of a title within a word, in squares of half characters
	keepTogether  = 1 << 20
)

// titleLines breaks a title into lines of at most limit half characters that are about even, where a word is likely to
// end (GB/T 9704-2012, 7.3.1). A title that cannot be broken so is left to the program that shows it.
func titleLines(title string, limit int) []string {
	runes := []rune(title)
	if halves(title) <= limit || len(runes) > maxTitleRunes || strings.ContainsRune(title, '\n') {
		return strings.Split(title, "\n")
	}
	for lines := (halves(title) + limit - 1) / limit; lines <= 4; lines++ {
		if cost, broken := breakTitle(runes, lines, halves(title)/lines, limit); cost < keepTogether {
			return broken
		}
	}
	return []string{title}
}

// breakTitle finds the cheapest way to set runes in so many lines.
func breakTitle(runes []rune, lines, wanted, limit int) (cost int, broken []string) {
	size := halves(string(runes))
	if lines == 1 {
		if size > limit {
			return keepTogether, nil
		}
		return (size - wanted) * (size - wanted), []string{string(runes)}
	}
	cost = keepTogether
	first := 0
	for i := 1; i < len(runes); i++ {
		if first += halves(string(runes[i-1])); first > limit {
			break
		}
		if size-first > limit*(lines-1) || first < wanted/2 {
			continue
		}
		here := (first-wanted)*(first-wanted) + breakCost(runes, i)
		if here >= cost {
			continue
		}
		if rest, after := breakTitle(runes[i:], lines-1, wanted, limit); here+rest < cost {
			cost, broken = here+rest, append([]string{string(runes[:i])}, after...)
		}
	}
	return cost, broken
}

// words are not broken in a title. They are those of which the titles of this field are made.
var words = []string{
	"政府", "网站", "政务", "新媒体", "抽查", "检查", "情况", "统计", "通报", "季度", "整改", "问题", "单位", "办公室", "中心",
	"自治", "民族", "土家族", "苗族", "人民", "数据", "全国", "全省", "全州", "全市", "全县", "一览", "问责",
}

// breakCost is what it costs to end a line before the rune i.
func breakCost(runes []rune, i int) int {
	before, after := runes[i-1], runes[i]
	switch {
	case before < utf8.RuneSelf && after < utf8.RuneSelf && before != ' ',
		strings.ContainsRune("、，。：；！？）》”’〕】·的等表", after),
		strings.ContainsRune("（《“‘〔【第", before),
		after == '年' || after == '次':
		return keepTogether
	case strings.ContainsRune("、，和与及的于次", before):
		return 0
	}
	for _, word := range words {
		w := []rune(word)
		for cut := 1; cut < len(w); cut++ {
			if from := i - cut; from >= 0 && strings.HasPrefix(string(runes[from:]), word) {
				return keepTogether
			}
		}
	}
	return uneven
}
