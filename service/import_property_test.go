package service_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// plainSite is a site as anybody would note it down. Its code says in which county it lies.
type plainSite struct {
	name, url string
	version   uint64
	closed    bool
}

// plainRow is a row of a file, and what was said of it when the file was last looked at.
type plainRow struct {
	code, name, url    string
	outcome, problems  string
	thing              string // the site that it is about, or became
	applied, dismissed bool
	version            uint64
}

type plainImport struct {
	file    string
	version uint64
	scope   model.Scope
	state   string
	rows    []plainRow
}

func (f plainImport) seenBy(who clerk) bool {
	return who.Scope == model.ScopeAll || strings.HasPrefix(string(f.scope), string(who.Scope))
}

// plainIntake is the register and the files taken in, as they would stand on paper.
type plainIntake struct {
	sites map[string]plainSite // by code
	units map[string]bool      // by county and name
	files []plainImport
}

func (p plainIntake) clone() plainIntake {
	p.sites, p.units, p.files = maps.Clone(p.sites), maps.Clone(p.units), slices.Clone(p.files)
	for i := range p.files {
		p.files[i].rows = slices.Clone(p.files[i].rows)
	}
	return p
}

func (p plainIntake) file(name string) *plainImport {
	return &p.files[slices.IndexFunc(p.files, func(f plainImport) bool { return f.file == name })]
}

const (
	doubledName = "恩施州土家族苗族自治州商务局"
	properName  = "恩施土家族苗族自治州商务局"
	noCode      = "检查"
)

func countyOf(code string) model.RegionCode {
	if code == noCode {
		return ""
	}
	return model.RegionCode(code[:6])
}

// look says of every row that is not in the register what it would do there: a thing belongs to the row that has brought it,
// or to the first that names it.
func (p plainIntake) look(f *plainImport, area model.Scope) {
	whose := map[string]int{}
	for n, row := range f.rows {
		if row.applied {
			whose[row.code] = n + 1
		}
	}
	for n := range f.rows {
		row := &f.rows[n]
		if row.dismissed || row.applied {
			continue
		}
		twin := whose[row.code]
		if twin == 0 {
			whose[row.code] = n + 1
		}
		p.judge(row, twin, area)
	}
}

func (p plainIntake) judge(row *plainRow, twin int, area model.Scope) {
	known, county := p.sites[row.code], countyOf(row.code)
	exists := known.version > 0
	foreign := exists && !area.Covers(county)
	wrong := first(
		when(county == "", " region_code:region_unclear"), when(!area.Covers(county), " region_code:unknown_reference"),
	)
	blocked := when(twin > 0, fmt.Sprint(" code:row_twice", twin)) + when(foreign, " code:taken")
	closed := when(known.closed && !foreign, " code:thing_closed")
	faults, warning := "", ""
	if !foreign {
		faults = when(county == "", " code:not_a_site_code") + when(strings.Contains(row.url, " "), " home_url:space_in_url→"+strings.ReplaceAll(row.url, " ", ""))
		warning = when(row.name == doubledName && county != "", " name:doubled_region_suffix!→"+properName)
	}
	row.problems, row.thing = wrong+blocked+faults+warning+closed, ""
	row.outcome = first(
		when(wrong+faults != "", "rejected"), when(blocked+closed != "", "conflict"), when(!exists, "create"),
		when(row.name == known.name && row.url == known.url, "unchanged"), "update",
	)
	row.applied = row.outcome == "unchanged"
	if row.outcome == "unchanged" || row.outcome == "update" {
		row.thing = row.code
	}
}

// enter puts the good rows into the register. A new site gets a unit of its own name, once.
func (p plainIntake) enter(f *plainImport) {
	for n := range f.rows {
		row := &f.rows[n]
		if row.applied || row.outcome != "create" && row.outcome != "update" {
			continue
		}
		if row.outcome == "create" {
			p.units[fmt.Sprint(countyOf(row.code), " ", row.name)] = true
		}
		p.sites[row.code] = plainSite{row.name, row.url, p.sites[row.code].version + 1, false}
		row.applied, row.thing = true, row.code
	}
	f.state = "applied"
}

// errand is something that somebody does with a file, or with a site by hand.
type errand struct {
	who    clerk
	verb   string
	file   string
	row    int
	on     uint64
	dryRun bool
	accept bool       // the suggestions
	cells  []plainRow // of a new file; one for a correction, where an empty cell is left as it is
	code   string
	name   string
	id     uint64 // of the site
}

// wants says how an errand is refused, if it is.
func (p plainIntake) wants(e errand) string {
	s := p.sites[e.code]
	switch e.verb {
	case "take":
		return when(!e.who.files, "forbidden")
	case "add":
		return when(s.version > 0, "already_exists code:taken")
	case "rename", "close", "reopen":
		return first(when(e.on != s.version, "stale_version"), when(e.verb == "close" && s.closed || e.verb == "reopen" && !s.closed, "wrong_state"))
	}
	f := p.file(e.file)
	refusal := first(when(!e.who.files, "forbidden"), when(!f.seenBy(e.who), missing))
	if e.verb == "apply" || refusal != "" {
		return first(refusal, when(e.on != f.version, "stale_version"))
	}
	if e.row > len(f.rows) {
		return missing
	}
	row := f.rows[e.row-1]
	return first(
		when(e.on != row.version, "stale_version"), when(e.verb == "dismiss" && row.applied, "wrong_state"),
		when(e.verb == "correct" && row.applied && e.cells[0].code != "" && e.cells[0].code != row.code, "row_applied"),
	)
}

// take does an errand on paper, and answers how it is refused.
func (p *plainIntake) take(e errand) string {
	if refusal := p.wants(e); refusal != "" {
		return refusal
	}
	s := p.sites[e.code]
	switch e.verb {
	case "take":
		f := plainImport{e.file, 1, e.who.Scope, "previewed", slices.Clone(e.cells)}
		if p.look(&f, e.who.Scope); !e.dryRun {
			p.enter(&f)
		}
		p.files = append(p.files, f)
	case "add":
		p.sites[e.code] = plainSite{e.name, "http://hand.gov.cn/", 1, false}
	case "rename":
		if s.name != e.name {
			p.sites[e.code] = plainSite{e.name, s.url, s.version + 1, s.closed}
		}
	case "close", "reopen":
		p.sites[e.code] = plainSite{s.name, s.url, s.version + 1, e.verb == "close"}
	default:
		f := p.file(e.file)
		before := slices.Clone(f.rows)
		if e.verb != "apply" {
			f.rows[e.row-1].edit(e)
		}
		if p.look(f, e.who.Scope); e.verb == "apply" {
			p.enter(f)
		}
		for n := range f.rows {
			if f.rows[n] != before[n] {
				f.rows[n].version++
			}
		}
		f.version++
	}
	return ""
}

func (row *plainRow) edit(e errand) {
	if e.verb == "dismiss" {
		row.outcome, row.dismissed = "dismissed", true
		return
	}
	c := e.cells[0]
	if e.accept && strings.Contains(row.problems, "space_in_url") {
		row.url = strings.ReplaceAll(row.url, " ", "")
	}
	if e.accept && strings.Contains(row.problems, "doubled_region_suffix") {
		row.name = properName
	}
	row.code, row.name, row.url = first(c.code, row.code), first(c.name, row.name), first(c.url, row.url)
	row.applied, row.dismissed = false, false
}

func (c plainRow) values() service.Correction {
	return correct(maps.Collect(func(yield func(string, string) bool) {
		for column, cell := range map[string]string{"code": c.code, "name": c.name, "home_url": c.url} {
			if cell != "" && !yield(column, cell) {
				return
			}
		}
	}))
}

func (row plainRow) says(n int) string {
	return fmt.Sprint("  ", n, " v", row.version, " ", row.code, " ", row.name, " ", row.url, ": ", row.outcome, row.problems, " ", row.applied, " ", row.thing)
}

// says tells all of it, line by line.
func (p plainIntake) says() (lines []string) {
	for unit := range p.units {
		lines = append(lines, "unit "+unit)
	}
	for code, s := range p.sites {
		lines = append(lines, fmt.Sprint("site ", code, " ", s.name, " ", s.url, " v", s.version, " ", s.closed))
	}
	for _, f := range p.files {
		counts, text := map[string]int{}, []string{}
		for n, row := range f.rows {
			counts[row.outcome]++
			if strings.Contains(row.problems, "!") {
				counts["warned"]++
			}
			text = append(text, row.says(n+1))
		}
		lines = append(lines, fmt.Sprint(f.file, " v", f.version, " of ", f.scope, " ", f.state, " ", counts, "\n", strings.Join(text, "\n")))
	}
	slices.Sort(lines)
	return lines
}

var (
	someCodes = []string{"4228010001", "4228010002", "4228010003", "4228020001", "4228020002", noCode}
	someNames = []string{"甲", "乙", "丙", doubledName}
	someURLs  = []string{"http://a.gov.cn/", "http://b.gov.cn/", "http://b.gov.c n/"}
)

func drawCells(t *rapid.T) plainRow {
	return plainRow{code: pick(t, "code", someCodes...), name: pick(t, "name", someNames...), url: pick(t, "url", someURLs...), version: 1}
}
