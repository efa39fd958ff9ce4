package document

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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

// titlePieces are what stays together wherever a title is broken.
func titlePieces(title string) (pieces []string) {
	runes, from := []rune(title), 0
	for i := 1; i < len(runes); i++ {
		if breakCost(runes, i) < keepTogether {
			pieces = append(pieces, string(runes[from:i]))
			from = i
		}
	}
	return append(pieces, string(runes[from:]))
}

// words are not broken in a title. They are those of which the titles of this field are made.
var words = runesOf(
	"政府网站", "政务新媒体", "政府", "网站", "政务", "新媒体", "抽查", "检查", "情况", "统计", "通报", "季度", "整改", "问题", "单位", "办公室", "中心",
	"自治", "民族", "土家族", "苗族", "人民", "数据", "全国", "全省", "全州", "全市", "全县", "一览", "问责",
)

func runesOf(words ...string) (runes [][]rune) {
	for _, w := range words {
		runes = append(runes, []rune(w))
	}
	return runes
}

// breakCost is what it costs to end a line before the rune i.
func breakCost(runes []rune, i int) int {
	before, after := runes[i-1], runes[i]
	switch {
	case before < utf8.RuneSelf && after < utf8.RuneSelf && before != ' ',
		strings.ContainsRune("、，。：；！？）》”’〕】·的等表和与及", after),
		strings.ContainsRune("（《“‘〔【第", before),
		after == '年' || after == '次':
		return keepTogether
	case strings.ContainsRune("、，和与及的于次", before):
		return 0
	}
	for _, word := range words {
		for cut := 1; cut < len(word); cut++ {
			from, to := i-cut, i-cut+len(word)
			if from >= 0 && to <= len(runes) && slices.Equal(runes[from:to], word) {
				return keepTogether
			}
		}
	}
	return uneven
}
