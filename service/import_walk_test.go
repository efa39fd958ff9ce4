package service_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service"
)

// intake is where files are taken in, beside the program.
type intake struct {
	plainIntake

	w     *world
	hands map[model.RegionCode]model.Organization // to whom sites belong that are added by hand
	ids   map[string]uint64                       // of files by their names, and of sites by their codes
	seen  map[string]int
}

func newIntake(w *world, seen map[string]int) *intake {
	for _, table := range strings.Fields("import_pieces import_rows imports filings site_versions sites organization_versions organizations") {
		execute(w.t, w.store, "DELETE FROM "+table)
	}
	r := &intake{w: w, seen: seen, hands: map[model.RegionCode]model.Organization{}, ids: map[string]uint64{}}
	r.sites, r.units = map[string]plainSite{}, map[string]bool{}
	for _, county := range []model.RegionCode{countyA, countyB} {
		o := w.organization(county)
		r.hands[county], r.units[fmt.Sprint(county, " ", o.Name)] = o, true
	}
	return r
}

func (r *intake) draw(t *rapid.T) errand {
	e := errand{who: pick(t, "who", clerks...)}
	e.verb = pick(t, "verb", "take", "apply", "apply", "apply", "correct", "correct", "correct", "dismiss", "add", "rename", "close", "reopen", "reopen")
	if e.verb == "take" && len(r.files) == 4 {
		e.verb = "apply"
	} else if e.verb != "add" && len(r.files) == 0 {
		e.verb = "take"
	}
	known := slices.DeleteFunc(slices.Clone(someCodes), func(code string) bool {
		s := r.sites[code]
		return s.version == 0 || s.closed != (e.verb == "reopen")
	})
	switch e.verb {
	case "take":
		if pick(t, "may", true, true, false) {
			e.who = pick(t, "who files", clerks[:3]...)
		}
		e.file, e.dryRun = fmt.Sprintf("f%d.csv", r.w.next()), rapid.Bool().Draw(t, "dry run")
		for range rapid.IntRange(2, 4).Draw(t, "rows") {
			e.cells = append(e.cells, drawCells(t))
		}
	case "apply", "correct", "dismiss":
		r.drawRow(t, &e)
	case "add":
		e.code, e.name = pick(t, "code", someCodes[:5]...), pick(t, "name", someNames...)
	default:
		if len(known) == 0 {
			e.verb = "apply"
			r.drawRow(t, &e)
			return e
		}
		e.code, e.name = pick(t, "code", known...), pick(t, "name", someNames...)
		e.on, e.id = r.sites[e.code].version, r.ids[e.code]
	}
	return e
}

// drawRow chooses a file, one of its rows and what is corrected there.
func (r *intake) drawRow(t *rapid.T, e *errand) {
	f := pick(t, "file", r.files...)
	if !seldom(t, "anybody") {
		e.who = pick(t, "who sees it", slices.DeleteFunc(slices.Clone(clerks), func(c clerk) bool { return !c.files || !f.seenBy(c) })...)
	}
	e.file, e.row, e.on = f.file, 1+rapid.IntRange(0, len(f.rows)-1).Draw(t, "row"), f.version
	if e.verb != "apply" {
		e.on = f.rows[e.row-1].version
	}
	c := drawCells(t)
	for n, cell := range []*string{&c.code, &c.name, &c.url} {
		if pick(t, fmt.Sprint("leaves ", n), true, true, false) {
			*cell = ""
		}
	}
	e.cells, e.accept = []plainRow{c}, rapid.Bool().Draw(t, "accepts")
	if seldom(t, "late") {
		e.on--
	}
	if e.verb != "apply" && seldom(t, "no such row") {
		e.row = len(f.rows) + 1
	}
}

func (r *intake) call(e errand) error {
	w := r.w
	switch e.verb {
	case "take":
		lines := []string{"网站标识码,网站名称,首页地址"}
		for _, c := range e.cells {
			lines = append(lines, strings.Join([]string{c.code, c.name, c.url}, ","))
		}
		return only(w.Imports.Take(w.ctx, e.who.Actor, service.Upload{Kind: model.ImportSites, FileName: e.file, DryRun: e.dryRun, Body: file(append(lines, w.blank()))}))
	case "apply":
		return only(w.Imports.Apply(w.ctx, e.who.Actor, r.ids[e.file], e.on))
	case "correct":
		c := e.cells[0].values()
		c.AcceptSuggestions = e.accept
		_, _, err := w.Imports.CorrectRow(w.ctx, e.who.Actor, r.ids[e.file], e.row, e.on, c)
		return err
	case "dismiss":
		_, _, err := w.Imports.DismissRow(w.ctx, e.who.Actor, r.ids[e.file], e.row, e.on, today)
		return err
	case "add":
		edit := w.siteEdit(r.hands[countyOf(e.code)])
		edit.Code, edit.Name, edit.HomeURL = e.code, e.name, "http://hand.gov.cn/"
		return only(w.Sites.Create(w.ctx, operator, edit))
	case "rename":
		return only(w.Sites.Update(w.ctx, operator, e.id, e.on, set(func(s *model.SiteEdit) { s.Name = e.name })))
	}
	return only(w.Sites.Move(w.ctx, operator, e.id, e.on, model.LifeVerb(e.verb), today))
}

// reads is what the program tells of all of it, in the words of the paper.
func (r *intake) reads() (lines []string) {
	w, codes := r.w, map[uint64]string{0: ""}
	for _, o := range must[model.List[model.Organization]](w.t)(w.Organizations.List(w.ctx, operator, model.OrganizationFilter{}, everything)).Items {
		lines = append(lines, fmt.Sprint("unit ", o.RegionCode, " ", o.Name))
	}
	for _, s := range must[model.List[model.Site]](w.t)(w.Sites.List(w.ctx, operator, model.SiteFilter{}, everything)).Items {
		r.ids[s.Code], codes[s.ID] = s.ID, s.Code
		lines = append(lines, fmt.Sprint("site ", s.Code, " ", s.Name, " ", s.HomeURL, " v", s.Version, " ", s.State == model.StateClosed))
	}
	for _, f := range must[model.List[model.Import]](w.t)(w.Imports.List(w.ctx, operator, "", "", everything)).Items {
		r.ids[f.FileName] = f.ID
		counts := map[string]int{
			"create": f.CreateCount, "update": f.UpdateCount, "unchanged": f.UnchangedCount, "conflict": f.ConflictCount,
			"rejected": f.RejectedCount, "dismissed": f.DismissedCount, "warned": f.WarningCount,
		}
		for what, n := range counts {
			if n == 0 {
				delete(counts, what)
			}
		}
		line := fmt.Sprint(f.FileName, " v", f.Version, " of ", f.Scope, " ", f.State, " ", counts)
		_, rows, err := w.Imports.Rows(w.ctx, operator, f.ID, model.ImportRowFilter{}, everything)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, row := range rows.Items {
			outcome, problems, _ := strings.Cut(told(row), " ")
			for _, p := range row.Problems {
				if p.Code == "row_twice" {
					problems = strings.Replace(problems, p.Code, p.Code+p.Args[0], 1)
				}
			}
			line += "\n" + plainRow{
				row.Cells["code"], row.Cells["name"], row.Cells["home_url"], outcome, when(problems != "", " "+problems),
				codes[uint64(row.ThingID)], row.Applied, row.State() == model.RowDismissed, row.Version,
			}.says(row.Number)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

// refusal is how the program refuses; a refusal for the state of a row says that it can still be corrected.
func (r *intake) refusal(t *rapid.T, e errand, err error) string {
	var refused *model.Error
	if e.verb == "dismiss" && errors.As(err, &refused) && refused.Code == "wrong_state" && !cmp.Equal(refused.Args, []any{"applied", "correct"}) {
		t.Fatalf("what is applied is not dismissed: told that it allows %v", refused.Args)
	}
	return refusal(err)
}

func (r *intake) one(t *rapid.T) {
	e := r.draw(t)
	want := r.take(e)
	got := r.refusal(t, e, r.call(e))
	r.seen[e.verb+" "+want]++
	if diff := cmp.Diff(r.says(), r.reads()); got != want || diff != "" {
		t.Fatalf("%+v: %q, want %q (-plain +kept)\n%s", e, got, want, diff)
	}
	for _, f := range r.files {
		for _, row := range f.rows {
			for _, what := range append(strings.Fields(row.problems), row.outcome) {
				r.seen["row "+what]++
			}
		}
	}
}

// two lets two do something at once. Whatever it is, it comes out as if the one had come before the other.
func (r *intake) two(t *rapid.T) {
	x, y := r.draw(t), r.draw(t)
	before := r.clone()
	errs := together(func() error { return r.call(x) }, func() error { return r.call(y) })
	got := append([]string{r.refusal(t, x, errs[0]), r.refusal(t, y, errs[1])}, r.reads()...)
	var diffs []string
	for _, last := range []int{1, 0} {
		r.plainIntake = before.clone()
		want := make([]string, 2)
		for _, n := range []int{1 - last, last} {
			want[n] = r.take([]errand{x, y}[n])
		}
		diff := cmp.Diff(append(want, r.says()...), got)
		if diff == "" {
			verbs := []string{x.verb, y.verb}
			slices.Sort(verbs)
			r.seen[fmt.Sprint("at once ", verbs, " ", want[0]+want[1])]++
			return
		}
		diffs = append(diffs, diff)
	}
	t.Fatalf("at once\n%+v and\n%+v (-plain +kept)\n%s\nthe other way round\n%s", x, y, diffs[0], diffs[1])
}

// Whatever is taken in, mended and applied, by hand beside it and at once, the register has what was applied and nothing else,
// once.
func TestImportsKeepToThePlainIntake(t *testing.T) {
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		property(t, func(rt *rapid.T) {
			r := newIntake(w, seen)
			for range rapid.IntRange(6, 16).Draw(rt, "steps") {
				pick(rt, "step", r.one, r.one, r.two)(rt)
			}
		})
	}, repository.WithPool(8))
	// The control: all of this came to pass, so the rules above were asked.
	everSeen(t, seen, "take ", "take forbidden", "apply ", "apply stale_version", "apply not_found", "correct ", "correct row_applied", "dismiss ",
		"dismiss wrong_state", "add ", "add already_exists", "rename ", "close ", "reopen ", "row create", "row update", "row unchanged", "row conflict",
		"row rejected", "row dismissed", "row code:row_twice", "row code:thing_closed", "row code:taken", "row name:doubled_region_suffix",
		"row home_url:space_in_url", "at once [apply apply]", "at once [apply correct]", "at once [add apply]", "at once [apply take]")
}
