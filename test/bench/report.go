package main

import (
	"fmt"
	"strings"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/test/bench/scale"
)

// report is what was measured, printed as it comes.
type report struct {
	wanted

	machine  string
	sections []section
}

// section is one size on one database.
type section struct {
	title, about string
	kind         string
	size         scale.Size
	outcomes     []outcome
}

// begin begins a section.
func (r *report) begin(kind string, size scale.Size, database *dbtest.MariaDB, filled time.Duration) {
	s := section{kind: kind, size: size, title: fmt.Sprintf("%s, SQLite", size.Name)}
	if database != nil {
		s.title = fmt.Sprintf("%s, MariaDB", size.Name)
	}
	s.about = fmt.Sprintf("%d targets in %d rounds; filled and copied in %.0f s.", size.Targets(), size.Rounds, filled.Seconds())
	r.sections = append(r.sections, s)
	fmt.Printf("\n## %s\n\n%s\n\n%s", s.title, s.about, head)
}

const head = `| operation | service /s | baseline /s | ratio | target | | service p50, p99 ms | baseline p50, p99 ms | service CPU µs, + database | baseline CPU µs, + database | peak MiB | answer bytes |
|---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|
`

// add prints a line.
func (r *report) add(o outcome) {
	last := &r.sections[len(r.sections)-1]
	last.outcomes = append(last.outcomes, o)
	fmt.Print(o.line())
}

func (o outcome) line() string {
	s, b := o.of[ofService], o.of[ofBaseline]
	return fmt.Sprintf("| %s | %s | %s | %.2f | %s | %s | %s | %s | %s | %s | %.0f, %.0f | %d |\n",
		o.operation.title, count(middle(s.perSecond)), count(middle(b.perSecond)), o.ratio(), atLeast(o.operation.target),
		met(o.ratio(), o.operation.target), times(s), times(b), processors(s), processors(b), s.most, b.most, s.bytes)
}

func atLeast(target float64) string {
	if target == 0 {
		return ""
	}
	return fmt.Sprintf("≥ %.2f", target)
}

func met(ratio, target float64) string {
	switch {
	case target == 0:
		return ""
	case ratio < target:
		return "**missed**"
	}
	return "met"
}

// count is a number with as many digits as say something.
func count(n float64) string {
	if n < 100 {
		return fmt.Sprintf("%.3g", n)
	}
	return fmt.Sprintf("%.0f", n)
}

func times(s seen) string {
	return fmt.Sprintf("%s, %s", milliseconds(middle(s.half)), milliseconds(middle(s.worst)))
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.3g", float64(d)/float64(time.Millisecond))
}

func processors(s seen) string {
	if middle(s.own) == 0 {
		return ""
	}
	text := fmt.Sprint(middle(s.own).Microseconds())
	if others := middle(s.others); others > 0 {
		text += fmt.Sprintf(" + %d", others.Microseconds())
	}
	return text
}

// write writes the document.
func (r *report) write() error {
	if r.wanted.write == "" {
		return nil
	}
	return nil
}

var _ = strings.Join
