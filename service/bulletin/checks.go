package bulletin

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"xuncha/model"
)

// Check looks at a bulletin before it is issued. Errors come first; within them the order is that of the document.
func Check(f Facts, content model.BulletinContent, w model.BulletinWords) []model.BulletinFault {
	c := checks{facts: f, content: content}
	c.labels()
	c.lengths()
	for _, annex := range content.Annexes {
		c.annex(annex)
	}
	c.regions()
	c.totals()
	c.targets()
	c.superior()
	if f.Lost > 0 {
		c.report(isError, "sections.next", 0, "passage_gone", f.Lost)
	}
	c.prose()
	c.numbers(w)
	slices.SortStableFunc(c.faults, func(a, b model.BulletinFault) int {
		return rank(a) - rank(b)
	})
	return c.faults
}

func rank(f model.BulletinFault) int {
	if f.Warning {
		return 1
	}
	return 0
}

type checks struct {
	facts   Facts
	content model.BulletinContent
	faults  []model.BulletinFault
}

const (
	isError   = false
	isWarning = true
)

func (c *checks) report(warning bool, place string, row int, code string, args ...any) {
	c.faults = append(c.faults, model.NewBulletinFault(warning, place, row, code, args...))
}

func (c *checks) suggest(suggestion string) { c.faults[len(c.faults)-1].Suggestion = suggestion }

// annex checks a table as it is printed: what stands in two rows, addresses, names, totals.
func (c *checks) annex(a model.BulletinAnnex) {
	place := fmt.Sprintf("annexes.%d", a.Number)
	rows := a.Rows
	if a.Total && len(rows) > 0 {
		c.sums(place, a)
		rows = rows[:len(rows)-1]
	}
	for column, head := range a.Columns {
		first := map[string]int{}
		for i, row := range rows {
			if column >= len(row) {
				continue
			}
			text, ok := row[column].(string)
			if !ok || text == "" {
				continue
			}
			c.cell(place, i+1, head.Kind, text, first)
		}
	}
}

// cell checks one text of a table. first has the texts of the column with the row in which each stands first.
func (c *checks) cell(place string, row int, kind model.ColumnKind, text string, first map[string]int) {
	at, again := first[text]
	if !again {
		first[text] = row
	}
	switch kind { //nolint:exhaustive // the others are not texts, or may be alike
	case model.ColumnCode:
		if again {
			c.report(isError, place, row, "site_code_twice", text, at)
		}
	case model.ColumnURL:
		if fault, repaired := model.URLFault(text); fault != "" {
			c.report(isError, place, row, "malformed_url", text)
			if again, _ := model.URLFault(repaired); again == "" {
				c.suggest(repaired)
			}
		}
	case model.ColumnName:
		if again {
			c.report(isWarning, place, row, "name_twice", text, at)
		}
		if strings.ContainsFunc(text, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar
		}) {
			c.report(isWarning, place, row, "odd_name", text)
		}
		for _, r := range c.facts.Regions {
			if better, doubled := r.DoubledSuffix(text); doubled {
				c.report(isWarning, place, row, "doubled_name", text)
				c.suggest(better)
				break
			}
		}
	}
}

// sums adds the rows of a table up, and works out its rates from its counts: passed and failed stand before the rate.
func (c *checks) sums(place string, a model.BulletinAnnex) {
	last := a.Rows[len(a.Rows)-1]
	for column, head := range a.Columns {
		if head.Kind != model.ColumnCount {
			continue
		}
		var sum int64
		for _, row := range a.Rows[:len(a.Rows)-1] {
			n, _ := count(row, column)
			sum += n
		}
		if total, ok := count(last, column); ok && total != sum {
			c.report(isError, place, len(a.Rows), "annex_sum", head.Label, total, sum)
		}
	}
	rate := slices.IndexFunc(a.Columns, func(h model.BulletinColumn) bool { return h.Kind == model.ColumnRate })
	if rate < 2 {
		return
	}
	rule := c.facts.Campaign.Rates()
	for i, row := range a.Rows {
		passed, ok := count(row, rate-2)
		failed, known := count(row, rate-1)
		if text, isText := row[rate].(string); ok && known && isText && text != rule.Text(passed, passed+failed) {
			c.report(isError, place, i+1, "annex_rate", text, rule.Text(passed, passed+failed))
		}
	}
}

func count(row []any, column int) (int64, bool) {
	if column >= len(row) {
		return 0, false
	}
	switch n := row[column].(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	}
	return 0, false
}

// regions compares the beginning of a site's code with the region of its organization. Ministries have codes of their own.
func (c *checks) regions() {
	for i, s := range c.facts.Sites {
		code := s.TargetCode
		if len(code) < 6 || strings.HasPrefix(code, "bm") {
			continue
		}
		if code[:6] != string(s.RegionCode) && code[:6] != string(s.RegionCode)+"0000" {
			c.report(isWarning, "annexes.1", i+1, "code_of_other_region", code, string(s.RegionCode))
		}
	}
}

// totals compares what the text says of a kind with what its annex has.
func (c *checks) totals() {
	for _, a := range c.content.Annexes {
		said, has := c.facts.ByRegion.Total.Targets, int64(len(a.Rows))
		if a.Total {
			said, has = c.facts.Accounts.Total.Targets, int64(0)
			if len(a.Rows) > 0 {
				has, _ = count(a.Rows[len(a.Rows)-1], 2)
			}
		}
		if said != has {
			c.report(isError, fmt.Sprintf("annexes.%d", a.Number), 0, "text_and_annex", said, has)
		}
	}
}

// targets are those that the register does not have as they are printed, and failures that nothing explains.
func (c *checks) targets() {
	for _, t := range c.facts.Odd {
		name := targetName(t.Inspection.Kind, t.Inspection.TargetName, t.Inspection.TargetPlatform)
		if t.Unfounded {
			c.report(isError, "targets", 0, "failed_without_finding", name)
		}
		switch {
		case t.Missing:
			c.report(isWarning, "targets", 0, "target_missing", name)
		case t.Closed:
			c.report(isWarning, "targets", 0, "target_closed", name)
		}
	}
}

// superior wants to know of each finding of a superior what was done about it.
func (c *checks) superior() {
	for _, round := range c.facts.Superior {
		for _, f := range round.Findings {
			name := targetName(f.Kind, f.TargetName, f.TargetPlatform)
			switch {
			case f.State == model.FindingExempted || f.State == model.FindingWithdrawn:
			case !f.Proven:
				c.report(isError, "superior", 0, "superior_without_proof", f.Number, name)
			case f.State != model.FindingAccepted:
				c.report(isWarning, "superior", 0, "superior_not_accepted", f.Number, name)
			}
		}
	}
}

var roundLabel = regexp.MustCompile(`第[一二三四五六七八九十百零〇0-9]+(?:次|季度|轮|批)`)

// labels compares how the round is called wherever it is. Rounds called from above have labels of their own, which are
// right where the text speaks of them.
func (c *checks) labels() {
	own := c.facts.Campaign.RoundLabel
	others := []string{own}
	for _, s := range c.facts.Superior {
		others = append(others, s.Campaign.RoundLabel)
	}
	c.label("title", c.content.Title, own, []string{own})
	for _, p := range c.content.Preamble {
		c.label("preamble", p.Lead+p.Text, own, others)
	}
	for _, s := range c.content.Sections {
		allowed := []string{own}
		if s.Key == "superior" {
			allowed = others
		}
		place := "sections." + s.Key
		c.label(place, s.Heading, own, allowed)
		for _, p := range s.Passages {
			c.label(place, p.Lead+p.Text, own, allowed)
		}
	}
	for _, p := range c.content.Closing {
		c.label("closing", p.Lead+p.Text, own, []string{own})
	}
	for _, a := range c.content.Annexes {
		c.label(fmt.Sprintf("annexes.%d", a.Number), a.Title, own, []string{own})
	}
}

func (c *checks) label(place, text, own string, allowed []string) {
	for _, found := range roundLabel.FindAllString(text, -1) {
		switch {
		case slices.Contains(allowed, found):
		case numeral(found) == numeral(own):
			c.report(isWarning, place, 0, "round_label_other_word", found, own)
		default:
			c.report(isError, place, 0, "round_label_differs", found, own)
		}
	}
}

func numeral(label string) string {
	return strings.TrimRight(strings.TrimPrefix(label, "第"), "次季度轮批")
}
