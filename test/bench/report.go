package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"xuncha/test/bench/scale"
)

// report is what was measured, printed as it comes.
type report struct {
	wanted

	machine  string
	sections []*section
	printed  *section
	grown    map[string]map[string]outcome // by size and database, and operation
}

// section is a part of the document.
type section struct{ title, text string }

// begin begins a section.
func (r *report) begin(title string, about ...string) {
	r.printed = &section{title: title}
	r.sections = append(r.sections, r.printed)
	r.print("\n## %s\n\n%s\n\n", title, strings.Join(about, "\n"))
}

// print goes to the terminal and into the section.
func (r *report) print(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	r.printed.text += text
	fmt.Print(text)
}

const head = `| operation | service /s | baseline /s | ratio | target | | by CPU | service p50, p99 ms | baseline p50, p99 ms | service µs + database | baseline µs + database | peak MiB | bytes |
|---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|
`

// stageBegins begins the section of a size on a database.
func (r *report) stageBegins(kind string, size scale.Size, version string, filled time.Duration) {
	r.begin(titleOf(size.Name, kind), fmt.Sprintf("%s, with %d targets in %d rounds; filled and copied in %.0f s.", version, size.Targets(), size.Rounds, filled.Seconds()),
		"`"+r.command(size.Name, kind)+"`"+load1())
	r.print("%s", head)
	if r.grown == nil {
		r.grown = map[string]map[string]outcome{}
	}
	r.grown[titleOf(size.Name, kind)] = map[string]outcome{}
}

var names = map[string]string{"sqlite": "SQLite", "mariadb": "MariaDB"}

func titleOf(size, kind string) string { return size + ", " + names[kind] }

// command is what was run.
func (r *report) command(size, kind string) string {
	text := fmt.Sprintf("go run ./test/bench -scale %s -databases %s -rounds %d -during %s", size, kind, r.rounds, r.during)
	if len(r.operations) < len(operations) {
		text += " -ops " + strings.ReplaceAll(named(r.operations, operationName), ", ", ",")
	}
	return text
}

// load1 says what else the machine did.
func load1() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "."
	}
	one, _, _ := strings.Cut(string(text), " ")
	return "; load average before it: " + one + "."
}

// add prints a line.
func (r *report) add(size scale.Size, kind string, o outcome) {
	r.grown[titleOf(size.Name, kind)][o.operation.name] = o
	s, b := o.of[ofService], o.of[ofBaseline]
	r.print("| %s | %s | %s | %.2f | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n",
		o.operation.title, count(middle(s.perSecond)), count(middle(b.perSecond)), o.ratio(), atLeast(o.operation.target),
		met(o.operation.target == 0 || o.ratio() >= o.operation.target, o.operation.target == 0), byProcessors(s, b),
		times(s), times(b), processors(s), processors(b), both(s.most, b.most), orNothing(s.bytes))
}

func atLeast(target float64) string {
	if target == 0 {
		return ""
	}
	return fmt.Sprintf("≥ %.2f", target)
}

// met says whether a target is met. What misses it is told as loudly as what does not.
func met(is, untargeted bool) string {
	switch {
	case untargeted:
		return ""
	case is:
		return "met"
	}
	return "**missed**"
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
	return count(float64(d) / float64(time.Millisecond))
}

// processors is the time that a request costs, of the program and of the server of the database.
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

// byProcessors is the ratio of what both need of processors, which hardly moves with what else the machine does.
func byProcessors(s, b seen) string {
	all := middle(s.own) + middle(s.others)
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", float64(middle(b.own)+middle(b.others))/float64(all))
}

func both(s, b float64) string {
	if s == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f, %.0f", s, b)
}

func orNothing(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// small prints how small the program is.
func (r *report) small(all []smallness) {
	r.begin("Small", "`go run ./test/bench -scale small`"+load1())
	r.print("| | measured | limit | | |\n|---|--:|--:|---|---|\n")
	for _, s := range all {
		r.print("| %s | %.1f %s | %.0f %s | %s | %s |\n", s.name, s.value, s.unit, s.limit, s.unit, met(s.value < s.limit, false), s.note)
	}
}

// leastUnchanged is how much of a request without a database an unchanged thing comes to at least.
const leastUnchanged = 0.60

// unchanged compares what an unchanged thing costs with a request that needs neither a key nor a database.
func (r *report) unchanged(size scale.Size, kind string) {
	of := r.grown[titleOf(size.Name, kind)]
	known, nothing := of["conditional"].of[ofService].perSecond, of["nothing"].of[ofService].perSecond
	if len(known) == 0 || len(nothing) == 0 {
		return
	}
	ratio := middle(known) / middle(nothing)
	r.print("\nA site that is unchanged (304) ÷ no key and no database, both of the service: %.2f, target ≥ %.2f, %s.\n",
		ratio, leastUnchanged, met(ratio >= leastUnchanged, false))
}

// mostGrowth is how much longer the same may take at the largest size than at the smallest.
const mostGrowth = 1.3

// growth compares the times at the largest size with those at the smallest, where both were measured in one run.
func (r *report) growth(kind string) {
	if len(r.sizes) < 2 {
		return
	}
	least, most := r.sizes[0].Name, r.sizes[len(r.sizes)-1].Name
	r.begin("Growth, "+names[kind], fmt.Sprintf("The median time of a request at the size of a %s and of a %s, at half of what each can take.", least, most))
	r.print("| operation | %s ms | %s ms | %[2]s ÷ %[1]s | target | |\n|---|--:|--:|--:|--:|---|\n", least, most)
	for _, op := range r.operations {
		before, after := r.grown[titleOf(least, kind)][op.name].of[ofService], r.grown[titleOf(most, kind)][op.name].of[ofService]
		if len(before.half) == 0 || op.long || !op.bounded {
			continue
		}
		ratio := float64(middle(after.half)) / float64(middle(before.half))
		r.print("| %s | %s | %s | %.2f | ≤ %.1f | %s |\n", op.title, milliseconds(middle(before.half)), milliseconds(middle(after.half)), ratio, mostGrowth, met(ratio <= mostGrowth, false))
	}
}
