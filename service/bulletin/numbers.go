package bulletin

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"xuncha/model"
)

// personal are forms of personal data that have no place in a bulletin: mobile numbers, identity numbers, mail addresses.
var personal = []*regexp.Regexp{
	regexp.MustCompile(`(?:^|[^0-9])(1[3-9][0-9](?:[- ]?[0-9]{4}){2})(?:$|[^0-9])`),
	regexp.MustCompile(`(?:^|[^0-9])([1-9][0-9]{16}[0-9Xx])(?:$|[^0-9Xx])`),
	regexp.MustCompile(`([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`),
}

// texts calls fn with every text that people read as prose.
func (c *checks) texts(fn func(place, text string)) {
	fn("issuer", c.content.Issuer)
	fn("number", c.content.Number)
	fn("title", c.content.Title)
	fn("addressees", c.content.Addressees)
	fn("copies", c.content.Copies)
	fn("correction", c.content.Correction)
	passages := func(place string, all []model.BulletinPassage) {
		for _, p := range all {
			fn(place, p.Lead+p.Text)
		}
	}
	passages("preamble", c.content.Preamble)
	for _, s := range c.content.Sections {
		fn("sections."+s.Key, s.Heading)
		passages("sections."+s.Key, s.Passages)
	}
	passages("closing", c.content.Closing)
	for _, a := range c.content.Annexes {
		fn(fmt.Sprintf("annexes.%d", a.Number), a.Title)
	}
}

func (c *checks) prose() {
	c.texts(func(place, text string) {
		for _, form := range personal {
			for _, found := range form.FindAllStringSubmatch(narrow(text), -1) {
				c.report(isError, place, 0, "personal_data", masked(found[1]))
			}
		}
	})
}

// lengths finds what the figures have made longer than it can be kept or read.
func (c *checks) lengths() {
	if utf8.RuneCountInString(c.content.Title) > model.MaxName {
		c.report(isError, "title", 0, "too_long", model.MaxName)
	}
	c.texts(func(place, text string) {
		if strings.HasSuffix(text, cutMark) {
			c.report(isError, place, 0, "too_long", maxFilled)
		}
	})
}

// masked shows enough of a text to find it, and not the text: faults are kept and read by others.
func masked(text string) string {
	runes := []rune(text)
	return string(runes[:3]) + "…" + string(runes[len(runes)-2:])
}

// numbers holds what was written by hand to the figures. What a template says comes from them.
func (c *checks) numbers(w model.BulletinWords) {
	known := figuresOf(c.facts)
	byHand := func(place, text string) {
		if text == "" {
			return
		}
		// A placeholder is no number by hand.
		for _, clause := range clauses.Split(folded(placeholder.ReplaceAllString(text, "◇")), -1) {
			c.clause(place, clause, known)
		}
	}
	byHand("title", w.Title)
	byHand("preamble", w.Preamble)
	for _, key := range model.BulletinSections {
		if key != "superior" { // what others found is not in these figures
			byHand("sections."+key, w.Sections[key])
		}
	}
	byHand("closing", w.Closing)
}

var (
	placeholder = regexp.MustCompile(`\{\{[^{}]*\}\}`)
	clauses     = regexp.MustCompile(`[，。；、,;\n（）()：:]`)
	// Of these there is another number than of the sites and accounts that a label stands for.
	foundThings = regexp.MustCompile(`问题|隐患|错误|错敏|链接|栏目|信息|留言|线索|措施|稿件|附件`)
)

// figure is what may be said of a label.
type figure struct {
	label  string
	counts []string
	rates  []string
}

func figuresOf(f Facts) []figure {
	all := figure{}
	var known []figure
	add := func(label string, counts []int64, rates ...string) {
		texts := make([]string, len(counts))
		for i, n := range counts {
			texts[i] = fmt.Sprint(n)
		}
		all.counts, all.rates = append(all.counts, texts...), append(all.rates, rates...)
		if label != "" {
			known = append(known, figure{label, texts, rates})
		}
	}
	tables := []model.PassRates{f.ByRegion, f.Accounts}
	var passed, failed, targets []int64
	var rates []string
	for i, t := range tables {
		frame := []Frame{f.SiteFrame, f.AccountFrame}[i]
		passed, failed, targets = append(passed, t.Total.Passed), append(failed, t.Total.Failed), append(targets, t.Total.Targets)
		rates = append(rates, t.Rule.Text(t.Total.Passed, t.Total.Inspected))
		add("", []int64{frame.Registered, frame.Drawn, t.Total.Waived, t.Total.Pending}, t.Rule.Text(frame.Drawn, frame.Registered))
	}
	add("不合格", failed)
	add("合格率", nil, rates...)
	add("合格", passed)
	add("", targets)
	for _, p := range f.Platform.Rows {
		add(p.Label, []int64{p.Targets, p.Passed, p.Failed})
	}
	regions := map[string]*figure{}
	var order []string
	for _, t := range tables {
		for _, r := range t.Rows {
			if regions[r.Label] == nil {
				regions[r.Label] = &figure{label: r.Label}
				order = append(order, r.Label)
			}
			for _, n := range []int64{r.Targets, r.Passed, r.Failed} {
				regions[r.Label].counts = append(regions[r.Label].counts, fmt.Sprint(n))
			}
			regions[r.Label].rates = append(regions[r.Label].rates, t.Rule.Text(r.Passed, r.Inspected))
		}
	}
	for _, label := range order {
		all.counts, all.rates = append(all.counts, regions[label].counts...), append(all.rates, regions[label].rates...)
		known = append(known, *regions[label])
	}
	f.found(func(n int64) { add("", []int64{n}) })
	return append(known, all)
}

// found calls add with every number of what was found and done.
func (f Facts) found(add func(n int64)) {
	var kinds, total int64
	for _, kind := range model.SubjectKinds {
		var sum int64
		for _, p := range problems(f.Findings, kind) {
			sum, kinds = sum+p.count, kinds+1
			add(p.count)
			add(int64(len(p.targets)))
		}
		add(sum)
		total += sum
	}
	add(total)
	add(kinds)
	for _, m := range f.Measures {
		add(m.Count)
	}
	for _, s := range superiorData(f) {
		for _, key := range []string{"findings", "done", "open"} {
			n, _ := s[key].(int64)
			add(n)
		}
	}
}

// clause compares each number of a clause with what the figures say of the label before it. A number without a label has
// to be in the figures somewhere.
func (c *checks) clause(place, clause string, known []figure) {
	for _, n := range statedIn(clause, known) {
		meant := known[len(known)-1]
		if n.rate || n.things {
			meant = labelled(clause[:n.from], known, n.rate)
		}
		allowed := meant.counts
		if n.rate {
			allowed, n.number = meant.rates, n.number+"%"
		}
		said := strings.TrimSpace(clause[:n.to])
		switch {
		case slices.Contains(allowed, n.number):
		case meant.label == "":
			c.report(isWarning, place, 0, "number_not_in_figures", said)
		default:
			slices.Sort(allowed)
			c.report(isError, place, 0, "number_contradicts", said, strings.Join(slices.Compact(slices.Clone(allowed)), " / "))
		}
	}
}

// labelled is the figure whose label stands last before a number; the last of known, which has none, when none does. The rate
// of a region is told by its name and 合格率 together.
func labelled(before string, known []figure, isRate bool) figure {
	best, at := known[len(known)-1], -1
	for _, f := range known[:len(known)-1] {
		if (isRate && len(f.rates) == 0) || (!isRate && len(f.counts) == 0) {
			continue
		}
		i := strings.LastIndex(before, f.label)
		if i < 0 {
			continue
		}
		end := i + len(f.label) // of 不合格 and 合格, which end together, the longer one is meant
		region := isRate && f.label != "合格率"
		if end > at || (end == at && len(f.label) > len(best.label)) || region {
			best, at = f, end
		}
	}
	if at >= 0 && !isRate && foundThings.MatchString(before[at:]) {
		return known[len(known)-1]
	}
	return best
}
