package document

import (
	"slices"
	"strings"

	"xuncha/model"
)

const (
	sampled  = 500 // rows that are looked at for the widths of columns
	narrow   = 6
	flexible = 16 // the least width in which names and addresses can be read
	widest   = 56
)

// layout is how wide the columns of an annex want to be, in half characters.
type layout struct {
	columns []model.BulletinColumn
	natural []int
}

func layoutOf(annex model.BulletinAnnex) layout {
	l := layout{annex.Columns, make([]int, len(annex.Columns))}
	for i, column := range annex.Columns {
		label := halves(clean(column.Label))
		if label >= 8 { // it is set in two lines
			label = min((label+3)/4*2, widest)
		}
		l.natural[i] = max(narrow, label+2)
		for j, row := range annex.Rows {
			if j < sampled || j == len(annex.Rows)-1 {
				l.natural[i] = max(l.natural[i], min(widest, halves(cellText(at(row, i)))+2))
			}
		}
	}
	return l
}

func (l layout) flexible(i int) bool {
	return l.columns[i].Kind == model.ColumnName || l.columns[i].Kind == model.ColumnURL
}

func (l layout) total() int {
	return sum(l.natural)
}

// least is how narrow the whole table may become: only names and addresses are set in several lines.
func (l layout) least() int {
	n := 0
	for i, w := range l.natural {
		if l.flexible(i) {
			w = min(w, flexible)
		}
		n += w
	}
	return n
}

// share divides a width among the columns. What is over goes to all of them, what is missing is taken from names, which
// are easily set in two lines, and only then from addresses.
func (l layout) share(whole int) []int {
	if len(l.natural) == 0 {
		return nil
	}
	wanted := slices.Clone(l.natural)
	l.take(wanted, model.ColumnName, l.total()-l.budget(whole))
	l.take(wanted, model.ColumnURL, sum(wanted)-l.budget(whole))
	widths, used := make([]int, len(wanted)), 0
	for i, w := range wanted {
		widths[i] = whole * w / sum(wanted)
		used += widths[i]
	}
	widths[len(widths)-1] += whole - used
	return widths
}

// take narrows the columns of a kind by what is missing, but not below what can be read.
func (l layout) take(wanted []int, kind model.ColumnKind, missing int) {
	have, least := 0, 0
	for i, c := range l.columns {
		if c.Kind == kind {
			have += wanted[i]
			least += min(wanted[i], flexible)
		}
	}
	if missing <= 0 || have == least {
		return
	}
	missing = min(missing, have-least)
	for i, c := range l.columns {
		if c.Kind == kind {
			over := wanted[i] - min(wanted[i], flexible)
			wanted[i] -= over * missing / (have - least)
		}
	}
}

func sum(of []int) int {
	n := 0
	for _, w := range of {
		n += w
	}
	return n
}

// budget is how many half characters of the small size of tables stand in a width of twips.
func (l layout) budget(twips int) int { return twips / smallHalf }

// centred tells the columns with short cells from those with texts.
func centred(kind model.ColumnKind) bool {
	return kind != model.ColumnName && kind != model.ColumnURL
}

// passedFailed finds the two counts that a rate is made of: 合格 and 不合格, the nearest before it.
func passedFailed(columns []model.BulletinColumn, rate int) (passed, failed int, ok bool) {
	passed, failed = -1, -1
	for i := range rate {
		label := strings.TrimSpace(columns[i].Label)
		switch {
		case columns[i].Kind != model.ColumnCount:
		case strings.HasPrefix(label, "合格"):
			passed = i
		case strings.HasPrefix(label, "不合格"):
			failed = i
		}
	}
	return passed, failed, passed >= 0 && failed >= 0
}
