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
)

// verbs is the life of an inspection as anybody would tell it: what may be done to it in each state.
var verbs = map[string]string{
	"pending": "submit, waive", "submitted": "submit, confirm, return", "returned": "submit", "confirmed": "return",
	"waived": "return", "waiving": "confirm, return",
}

// plainTarget is a target as anybody would describe it, without tables.
type plainTarget struct {
	ID        uint64
	Version   uint64
	Status    string
	Verdict   string
	Revision  int
	Inspector uint64
	region    model.RegionCode
	fault     string // an indicator that a target of its kind fails by
	submitter string
	proposer  string
	drafts    map[string]uint64 // version of each author's
}

func (p *plainTarget) may(verb string) bool {
	return slices.Contains(strings.Split(verbs[p.Status], ", "), verb)
}

// work is a campaign and everybody who works on it, beside the program.
type work struct {
	w       *world
	code    string
	version uint64
	open    bool
	review  bool
	targets []*plainTarget
	actors  map[string]model.Actor
	seen    map[string]int // how often each thing came out in each way
}

// workers are two inspectors, one of them only of county A, a reviewer and two who manage.
func (w *world) workers() map[string]model.Actor {
	w.t.Helper()
	of := func(role model.Role) func(*model.UserEdit) { return func(e *model.UserEdit) { e.Role = role } }
	return map[string]model.Actor{
		"wide": as(w.inspector("4228")), "narrow": as(w.inspector(model.Scope(countyA))), "reviewer": as(w.inspector("4228", of(model.RoleReviewer))),
		"boss": as(w.inspector("4228", of(model.RoleAdmin))), "deputy": as(w.inspector("4228", of(model.RoleAdmin))),
	}
}

func newWork(t *rapid.T, w *world, actors map[string]model.Actor, seen map[string]int) *work {
	r := &work{w: w, actors: actors, seen: seen, open: true, version: 2, review: rapid.Bool().Draw(t, "review")}
	c := w.open("422800", func(e *model.CampaignEdit) { e.ReviewRequired = r.review })
	r.code = c.Code
	for _, i := range w.targets(c.Code) {
		r.targets = append(r.targets, newTarget(i))
	}
	return r
}

func newTarget(i model.Inspection) *plainTarget {
	fault := map[model.Subject]string{model.SubjectSite: "S1", model.SubjectAccount: "M1"}[i.Kind]
	return &plainTarget{ID: i.ID, Version: 1, Status: "pending", region: i.RegionCode, fault: fault, drafts: map[string]uint64{}}
}

// attempt is one try of somebody, and what the plain rules say of it before they look at the state.
type attempt struct {
	name   string
	by     string
	actor  model.Actor
	of     *plainTarget
	on     uint64 // version that the change is made on
	denied string
}

// pick chooses evenly: the numbers of rapid are mostly small ones, and the first of a list would do all the work.
func pick[T any](t *rapid.T, label string, of ...T) T {
	n := 0
	for _, bit := range rapid.SliceOfN(rapid.Bool(), 10, 10).Draw(t, label) {
		n *= 2
		if bit {
			n++
		}
	}
	return of[n%len(of)]
}

// seldom is true now and then.
func seldom(t *rapid.T, label string) bool { return pick(t, label, 1, 2, 3, 4, 5, 6, 7, 8) == 8 }

// draw lets somebody try something, mostly one of those whose business it is.
func (r *work) draw(t *rapid.T, name string, whose ...string) attempt {
	a := attempt{name: name, by: pick(t, "by", whose...), of: pick(t, "target", r.targets...)}
	if seldom(t, "anybody") {
		a.by = pick(t, "by anybody", "boss", "deputy", "narrow", "reviewer", "wide")
	}
	a.actor = r.actors[a.by]
	if a.on = a.of.Version; seldom(t, "late") {
		a.on--
	}
	switch {
	case !slices.Contains(whose, a.by):
		a.denied = "forbidden"
	case !a.actor.Scope.Covers(a.of.region):
		a.denied = "not_found"
	}
	return a
}

// first answers the first refusal that is one.
func first(refusals ...string) string {
	for _, r := range refusals {
		if r != "" {
			return r
		}
	}
	return ""
}

func when(condition bool, refusal string) string {
	if condition {
		return refusal
	}
	return ""
}

// settle compares a refusal with the one that the plain rules give, and answers whether the change was made. A refusal for
// the state names the verbs that the state allows.
func (r *work) settle(t *rapid.T, a attempt, err error, want string) bool {
	r.seen[a.name+" "+a.of.Status+" "+want]++
	if got := refusal(err); got != want {
		t.Fatalf("%s by %s of %+v in %+v: %q, want %q", a.name, a.by, *a.of, *r, got, want)
	}
	var e *model.Error
	if want == "wrong_state" && (!errors.As(err, &e) || fmt.Sprint(e.Args...) != fmt.Sprint(a.of.Status, verbs[a.of.Status])) {
		t.Fatalf("%s in %s: told that it allows %v", a.name, a.of.Status, e.Args)
	}
	return want == ""
}

func (r *work) submit(t *rapid.T) {
	a := r.draw(t, "submit", "boss", "deputy", "narrow", "wide")
	e, verdict := model.SubmissionEdit{}, "pass"
	if rapid.Bool().Draw(t, "fails") {
		e.Findings, verdict = []model.FindingEdit{{Indicator: a.of.fault}}, "fail"
	}
	_, err := r.w.Inspections.Submit(r.w.ctx, a.actor, a.of.ID, a.on, e)
	want := first(a.denied, when(!r.open, "campaign_not_open"), when(a.on != a.of.Version, "stale_version"), r.anothers(a), when(!a.of.may("submit"), "wrong_state"))
	if r.settle(t, a, err, want) {
		a.of.Status, a.of.Verdict, a.of.submitter = "submitted", verdict, a.by
		a.of.Version, a.of.Revision = a.of.Version+1, a.of.Revision+1
		delete(a.of.drafts, a.by)
	}
}

func (r *work) anothers(a attempt) string {
	other := a.of.Inspector != 0 && a.of.Inspector != a.actor.UserID && a.actor.Role == model.RoleInspector
	return when(other, "assigned_to_another")
}

func (r *work) draft(t *rapid.T) {
	a := r.draw(t, "draft", "boss", "deputy", "narrow", "wide")
	have := a.of.drafts[a.by]
	on := have
	if seldom(t, "late draft") {
		on++
	}
	_, err := r.w.Drafts.Save(r.w.ctx, a.actor, a.of.ID, on, model.SubmissionEdit{Note: fmt.Sprint(r.w.next())})
	want := first(a.denied, when(on != have, "stale_version"), when(!r.open, "campaign_not_open"), r.anothers(a), when(!a.of.may("submit"), "wrong_state"))
	if r.settle(t, a, err, want) {
		a.of.drafts[a.by] = have + 1
	}
}

func (r *work) move(t *rapid.T, a attempt, verb model.InspectionVerb, person string) bool {
	reason := why
	if verb == model.VerbConfirm {
		reason = model.Reason{}
	}
	_, err := r.w.Inspections.Move(r.w.ctx, a.actor, a.of.ID, a.on, verb, reason)
	want := first(a.denied, when(a.on != a.of.Version, "stale_version"), when(!r.open, "campaign_not_open"), person, when(!a.of.may(string(verb)), "wrong_state"))
	if !r.settle(t, a, err, want) {
		return false
	}
	a.of.Version++
	return true
}

func (r *work) confirm(t *rapid.T) {
	a := r.draw(t, "confirm", "boss", "deputy", "reviewer")
	person := when(a.of.Revision > 0 && a.of.submitter == a.by, "confirmed_by_submitter")
	if a.of.Status == "waiving" {
		person = when(a.of.proposer == a.by, "confirmed_by_proposer")
	}
	if r.move(t, a, model.VerbConfirm, person) {
		a.of.Status = map[string]string{"submitted": "confirmed", "waiving": "waived"}[a.of.Status]
	}
}

func (r *work) giveBack(t *rapid.T) {
	a := r.draw(t, "return", "boss", "deputy", "reviewer")
	if r.move(t, a, model.VerbReturn, "") {
		a.of.Verdict = ""
		if a.of.Status == "waiving" {
			a.of.Status = "pending"
		} else {
			a.of.Status = "returned"
		}
	}
}

func (r *work) waive(t *rapid.T) {
	a := r.draw(t, "waive", "boss", "deputy")
	if r.move(t, a, model.VerbWaive, "") {
		a.of.Status, a.of.proposer = "waived", a.by
		if r.review {
			a.of.Status = "waiving"
		}
	}
}

func (r *work) assign(t *rapid.T) {
	a := r.draw(t, "assign", "boss", "deputy")
	to := r.actors[pick(t, "to", "narrow", "narrow", "reviewer", "wide", "wide", "wide")]
	_, err := r.w.Inspections.Assign(r.w.ctx, a.actor, a.of.ID, a.on, to.UserID)
	bad := first(when(to.Role == model.RoleReviewer, "assignee_cannot_submit"), when(!to.Scope.Covers(a.of.region), "assignee_elsewhere"))
	if bad != "" {
		bad = "invalid_fields user_id:" + bad
	}
	want := first(a.denied, when(a.on != a.of.Version, "stale_version"), when(!r.open, "campaign_not_open"), bad)
	if r.settle(t, a, err, want) && a.of.Inspector != to.UserID {
		a.of.Inspector, a.of.Version = to.UserID, a.of.Version+1
	}
}

func (r *work) spread(t *rapid.T) {
	a := r.draw(t, "spread", "boss", "deputy")
	e := model.AssignmentEdit{By: model.AssignEvenly, Users: []uint64{r.actors["wide"].UserID, r.actors["narrow"].UserID}, Reassign: rapid.Bool().Draw(t, "reassign")}
	_, err := r.w.Inspections.AssignMany(r.w.ctx, a.actor, r.code, e)
	if !r.settle(t, a, err, first(when(a.denied == "forbidden", "forbidden"), when(!r.open, "campaign_not_open"))) {
		return
	}
	for i, row := range r.w.targets(r.code) { // who gets what is the matter of another test; here only that nothing else changes
		p := r.targets[i]
		wants := p.Status == "pending" || p.Status == "returned"
		if got := uint64(row.AssignedTo); got != p.Inspector {
			if !wants || p.Inspector != 0 && !e.Reassign {
				t.Fatalf("%+v was given away", *p)
			}
			p.Inspector, p.Version = got, p.Version+1
		} else if wants && got == 0 {
			t.Fatalf("%+v was given to nobody", *p)
		}
	}
}

func (r *work) close(t *rapid.T) {
	var waiting []string
	for _, p := range r.targets {
		if slices.Contains([]string{"pending", "returned", "waiving"}, p.Status) || r.review && p.Status == "submitted" {
			waiting = append(waiting, fmt.Sprintf("inspections/%d:target_pending", p.ID))
		}
	}
	pending := ""
	if slices.Sort(waiting); len(waiting) > 0 {
		pending = "targets_pending " + strings.Join(waiting, " ")
	}
	_, err := r.w.Campaigns.Close(r.w.ctx, r.actors["boss"], r.code, r.version)
	want := first(when(!r.open, "wrong_state"), pending)
	r.seen["close "+want]++
	told := strings.Fields(refusal(err)) // in the order of annex 1, which is that of another test
	slices.Sort(told[min(len(told), 1):])
	if got := strings.Join(told, " "); got != want {
		t.Fatalf("close: %q, want %q", got, want)
	}
	if want == "" {
		r.open, r.version = false, r.version+1
	}
}

func (r *work) reopen(t *rapid.T) {
	_, err := r.w.Campaigns.Reopen(r.w.ctx, r.actors["boss"], r.code, r.version, why)
	expect(t, err, when(r.open, "wrong_state"))
	if err == nil {
		r.open, r.version = true, r.version+1
	}
}

// check compares everything that the program says with the plain picture of it.
func (r *work) check(t *rapid.T) {
	var got []*plainTarget
	for _, row := range r.w.targets(r.code) {
		got = append(got, &plainTarget{
			ID: row.ID, Version: row.Version, Status: string(row.Status), Verdict: string(row.Verdict), Revision: row.Revision, Inspector: uint64(row.AssignedTo),
		})
		if verbs[string(row.Status)] == "" {
			t.Fatalf("there is no state %s", row.Status)
		}
		if row.Status == "waiving" && !r.review {
			t.Fatal("a waiver waits for nobody")
		}
	}
	if diff := cmp.Diff(r.targets, got, cmp.FilterPath(func(p cmp.Path) bool {
		return slices.Contains([]string{".region", ".fault", ".submitter", ".proposer", ".drafts"}, p.Last().String())
	}, cmp.Ignore()), cmp.AllowUnexported(plainTarget{})); diff != "" {
		t.Fatalf("(-plain +kept)\n%s", diff)
	}
}

// count compares the figures of the program with a recount.
func (r *work) count(t *rapid.T) {
	rows := r.w.targets(r.code)
	stage := model.Stage{Targets: int64(len(rows))}
	for i, row := range rows {
		*map[string]*int64{
			"pending": &stage.Pending, "waiving": &stage.Waiving, "submitted": &stage.Submitted, "returned": &stage.Returned,
			"confirmed": &stage.Confirmed, "waived": &stage.Waived,
		}[string(row.Status)]++
		if len(r.targets[i].drafts) > 0 && (row.Status == "pending" || row.Status == "returned") {
			stage.Drafted++
		}
	}
	for _, by := range model.ProgressGroups {
		p, err := r.w.Statistics.Progress(r.w.ctx, operator, r.code, "", by)
		if err != nil || p.Total != stage {
			t.Fatalf("progress by %s: %+v, recounted %+v, %v", by, p.Total, stage, err)
		}
	}
	checkRecount(t, r.w, operator, r.code, model.SubjectSite, rows)
}

// Whatever several people do to a campaign in whatever order, it does what the plain rules say, and counts right.
func TestSeveralPeopleAtWork(t *testing.T) {
	const steps = 30
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		w.site(a)
		w.site(a)
		w.site(b)
		actors := w.workers()
		property(t, func(rt *rapid.T) {
			r := newWork(rt, w, actors, seen)
			for n := range steps {
				pick(rt, "step", r.submit, r.submit, r.submit, r.draft, r.confirm, r.confirm, r.giveBack, r.waive, r.assign, r.spread,
					r.close, r.close, r.reopen)(rt)
				r.check(rt)
				if n%5 == 4 {
					r.count(rt)
				}
			}
		})
	})
	// The control: all of this came to pass, so the rules above were asked.
	for _, what := range []string{
		"close ", "submit pending ", "submit returned ", "submit confirmed wrong_state", "submit pending stale_version",
		"submit pending assigned_to_another", "submit pending not_found", "confirm submitted ", "confirm waiving ",
		"confirm submitted confirmed_by_submitter", "confirm waiving confirmed_by_proposer", "return confirmed ",
		"waive pending ", "spread pending ", "assign pending ", "draft pending ", "draft confirmed wrong_state",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
}
