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

// plainFinding is a finding as anybody would describe it, without a machine.
type plainFinding struct {
	state  model.FindingState
	due    model.Date
	until  model.Date
	submit uint64 // the key that handed the newest proof in
}

func (p plainFinding) on(today model.Date) model.FindingState {
	if p.state == "exempted" && p.until < today {
		return "open"
	}
	return p.state
}

// plainVerbs are the verbs of each state, written down a second time.
var plainVerbs = map[model.FindingState][]string{
	"open": {"submit", "extend", "exempt"}, "submitted": {"accept", "reject", "extend"},
	"accepted": {}, "exempted": {}, "withdrawn": {}, "none": {},
}

// rectifying is a round with several actors, beside the program.
type rectifying struct {
	w       *world
	targets []uint64
	stands  map[uint64]bool
	plain   map[string]*plainFinding
	keys    map[string]string // number of a fault, by target and fault
	last    int
}

var rectifiers = []model.Actor{
	actor(model.RoleCountyAdmin, model.Scope(countyA)), actor(model.RoleReviewer, "4228"), actor(model.RoleAdmin, "4228"),
	actor(model.RoleInspector, "4228"),
	{TokenID: 190, Name: "unit", Role: model.RoleUnitStaff, Scope: model.Scope(countyA)},
}

func (r *rectifying) today() model.Date { return model.NewDate(r.w.now) }

// submit sends a result of some faults for a target: those that are new get the next numbers, those that are gone are
// withdrawn.
func (r *rectifying) submit(t *rapid.T) {
	id := rapid.SampledFrom(r.targets).Draw(t, "target")
	var faults []string
	for _, f := range []string{"甲", "乙", "丙"} {
		if rapid.Bool().Draw(t, f) {
			faults = append(faults, f)
		}
	}
	var e model.SubmissionEdit
	for _, f := range faults {
		e.Findings = append(e.Findings, observed(f))
	}
	now, err := r.w.Inspections.Get(r.w.ctx, operator, id)
	if err != nil {
		t.Fatal(err)
	}
	if now.Inspection.Status == model.InspectionConfirmed {
		_, err := r.w.Inspections.Submit(r.w.ctx, operator, id, now.Inspection.Version, e)
		if refusal(err) != "wrong_state" {
			t.Fatalf("over a confirmed result: %v", err)
		}
		return
	}
	got, err := r.w.Inspections.Submit(r.w.ctx, actor(model.RoleInspector, "4228"), id, now.Inspection.Version, e)
	if err != nil {
		t.Fatal(err)
	}
	r.stands[id] = false
	for i, f := range faults {
		key := fmt.Sprint(id, f)
		if r.keys[key] == "" {
			r.last++
			r.keys[key] = model.FindingNumber(got.Inspection.CampaignCode, r.last)
			r.plain[r.keys[key]] = &plainFinding{state: "open"}
		}
		if got.Findings[i].Number != r.keys[key] {
			t.Fatalf("%s is called %s instead of %s", f, got.Findings[i].Number, r.keys[key])
		}
		if p := r.plain[r.keys[key]]; p.state == "withdrawn" {
			p.state, p.until = "open", ""
		}
	}
	for _, f := range []string{"甲", "乙", "丙"} {
		if number := r.keys[fmt.Sprint(id, f)]; number != "" && !slices.Contains(faults, f) {
			r.plain[number].state = "withdrawn"
		}
	}
}

// review confirms a result, or gives it back.
func (r *rectifying) review(t *rapid.T) {
	id := rapid.SampledFrom(r.targets).Draw(t, "target")
	verb := rapid.SampledFrom([]model.InspectionVerb{model.VerbConfirm, model.VerbReturn}).Draw(t, "verb")
	now, err := r.w.Inspections.Get(r.w.ctx, operator, id)
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.w.Inspections.Move(r.w.ctx, reviewer, id, now.Inspection.Version, verb, why)
	switch {
	case err == nil:
		r.stands[id] = verb == model.VerbConfirm
	case refusal(err) != "wrong_state":
		t.Fatal(err)
	}
}

func (r *rectifying) pass(t *rapid.T) {
	r.w.now = r.w.now.AddDate(0, 0, rapid.IntRange(1, 4).Draw(t, "days"))
}

// verb lets any actor do anything to any finding, and holds what happens against the plain rules.
func (r *rectifying) verb(t *rapid.T) {
	rows := r.w.findings(model.RectificationFilter{})
	if len(rows) == 0 {
		return // nothing was found yet
	}
	row := rapid.SampledFrom(rows).Draw(t, "finding")
	who := rapid.SampledFrom(rectifiers).Draw(t, "who")
	verb := rapid.SampledFrom([]string{"submit", "accept", "reject", "extend", "exempt", "due"}).Draw(t, "verb")
	day := r.today().Add(rapid.IntRange(-2, 6).Draw(t, "day"))
	before := *r.plain[row.Number]
	want := r.expect(row, who, verb, day)
	var err error
	switch verb {
	case "submit":
		_, err = r.w.Findings.SubmitProof(r.w.ctx, who, row.ID, row.Version, model.Proof{Done: "x"})
	case "accept":
		_, err = r.w.Findings.Accept(r.w.ctx, who, row.ID, row.Version)
	case "reject":
		_, err = r.w.Findings.Reject(r.w.ctx, who, row.ID, row.Version, why)
	case "extend":
		_, err = r.w.Findings.Extend(r.w.ctx, who, row.ID, row.Version, model.Extension{DueEdit: model.DueEdit{DueOn: day}, Reason: "x"})
	case "exempt":
		_, err = r.w.Findings.Exempt(r.w.ctx, who, row.ID, row.Version, model.Exemption{Until: day, Reason: "x"})
	case "due":
		_, err = r.w.Findings.Update(r.w.ctx, who, row.ID, row.Version, func(e model.RectificationEdit) (model.RectificationEdit, error) {
			e.DueOn = day
			return e, nil
		})
	}
	if got := refusal(err); got != want {
		t.Fatalf("%s by %s to %s, which is %+v: %q, want %q", verb, who.Name, row.Number, before, got, want)
	}
	var e *model.Error
	if errors.As(err, &e) && e.Code == "wrong_state" {
		state := before.on(r.today())
		if diff := cmp.Diff([]any{string(state), strings.Join(plainVerbs[state], ", ")}, e.Args); diff != "" {
			t.Fatalf("the refusal of %s names other verbs:\n%s", verb, diff)
		}
	}
}

// expect carries a verb out on the plain finding, or says how it is refused.
func (r *rectifying) expect(row model.Rectification, who model.Actor, verb string, day model.Date) string {
	p, today := r.plain[row.Number], r.today()
	mayHandIn := who.Role == model.RoleCountyAdmin || who.Role == model.RoleAdmin || who.Role == model.RoleUnitStaff
	mayReview := who.Role == model.RoleReviewer || who.Role == model.RoleAdmin
	state := p.on(today)
	switch {
	case verb == "submit" && !mayHandIn, verb != "submit" && !mayReview:
		return "forbidden"
	case who.Role == model.RoleUnitStaff: // of no organization
		return "not_found"
	case !r.stands[row.InspectionID]:
		return "result_not_standing"
	case verb == "due" && day == p.due:
		return ""
	case verb == "due" && state != "open" && state != "submitted":
		return "wrong_state"
	case verb == "due" && p.due != "" && day > p.due:
		return "invalid_fields due_on:extend_instead"
	case verb == "due":
		p.due = day
		return ""
	case !slices.Contains(plainVerbs[state], verb):
		return "wrong_state"
	}
	switch verb {
	case "submit":
		p.state, p.submit = "submitted", who.TokenID
	case "accept", "reject":
		if p.submit == who.TokenID {
			return "accepted_by_submitter"
		}
		p.state = map[string]model.FindingState{"accept": "accepted", "reject": "open"}[verb]
	case "extend":
		if p.due == "" {
			return "no_due_day"
		}
		if day <= p.due {
			return "invalid_fields due_on:not_later"
		}
		p.due, p.state = day, state
	case "exempt":
		if day < today {
			return "invalid_fields until:in_the_past"
		}
		p.state, p.until = "exempted", day
	}
	return ""
}

// check compares every finding, the lists by state and the overdue ones with a recount.
func (r *rectifying) check(t *rapid.T) {
	want, got := map[string]string{}, map[string]string{}
	states, overdue := map[model.FindingState]int{}, 0
	for number, p := range r.plain {
		state := p.on(r.today())
		want[number] = fmt.Sprint(state, " ", p.due)
		states[state]++
		if state == "open" && p.due != "" && p.due < r.today() {
			overdue++
		}
	}
	for _, row := range r.w.findings(model.RectificationFilter{}) {
		got[row.Number] = fmt.Sprint(row.State, " ", row.DueOn)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-plain +program):\n%s", diff)
	}
	for _, state := range model.FindingStates {
		list, err := r.w.Findings.List(r.w.ctx, operator, model.RectificationFilter{State: state}, model.ListRequest{Page: 1, Size: 1})
		if err != nil || int(list.Total) != states[state] {
			t.Fatalf("%d are %s instead of %d: %v", list.Total, state, states[state], err)
		}
	}
	if n := len(r.w.findings(model.RectificationFilter{Due: model.DueOverdue})); n != overdue {
		t.Fatalf("%d are overdue instead of %d", n, overdue)
	}
}

// Several actors work on the findings of a round at random: no state is reached that the plain rules do not know, the
// lists agree with a recount, and each refusal names the verbs that are allowed.
func TestRectificationWithSeveralActors(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.organization(countyA)
		w.site(o)
		w.site(o)
		start := w.now
		property(t, func(rt *rapid.T) {
			for _, table := range []string{"reminders", "rectification_steps", "findings", "rectifications", "finding_counters"} {
				execute(t, w.store, "DELETE FROM "+table)
			}
			w.now = start
			c := w.open(countyA, func(e *model.CampaignEdit) { e.ReviewRequired = true })
			r := &rectifying{w: w, stands: map[uint64]bool{}, plain: map[string]*plainFinding{}, keys: map[string]string{}}
			for _, i := range w.targets(c.Code) {
				r.targets = append(r.targets, i.ID)
			}
			steps := []func(*rapid.T){r.submit, r.submit, r.review, r.pass, r.verb, r.verb, r.verb}
			for range rapid.IntRange(5, 25).Draw(rt, "steps") {
				rapid.SampledFrom(steps).Draw(rt, "step")(rt)
				r.check(rt)
			}
		})
	})
}
