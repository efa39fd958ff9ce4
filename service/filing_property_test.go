package service_test

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
)

// plainDuty is something to be filed, as anybody would keep it on a list.
type plainDuty struct {
	id       uint64 // 0 until the program has told it
	version  uint64
	kind     model.Subject
	of       *plainThing
	owner    *plainThing // whose business it is
	cause    model.FilingCause
	register model.UpperRegister
	state    string
	since    model.Date
	filed    model.Date
	number   string
}

// due is the fifth working day afterwards, in the autumn of 2022: the first week of October was free, the weekend after it
// was not.
func (d *plainDuty) due() model.Date {
	day := d.since
	for left := 5; left > 0; {
		day = day.Add(1)
		at, _ := time.Parse(time.DateOnly, string(day)) // it was made by Add
		weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
		if day > "2022-10-07" && (!weekend || day == "2022-10-08" || day == "2022-10-09") {
			left--
		}
	}
	return day
}

func (d *plainDuty) late(today model.Date) bool { return d.state == "open" && d.due() < today }

func (d *plainDuty) says(today model.Date) string {
	return fmt.Sprint(d.id, " v", d.version, " ", d.kind, d.of.id, " of ", d.owner.id, " in ", d.owner.region, " ", d.cause, " ", d.register, " ",
		d.state, " ", d.since, "–", d.due(), " ", d.filed, " ", d.number, " ", d.late(today))
}

// desk is where filings are worked on, beside the program: the register on paper, and a list of duties.
type desk struct {
	*paper
	accounts []*plainThing
	duties   []*plainDuty
	seen     map[string]int // how often each thing came out in each way
}

// clerk is somebody who works with filings, or only looks at them.
type clerk struct {
	model.Actor
	files bool
}

var clerks = []clerk{
	{operator, true},
	{actor(model.RoleAdmin, "4228"), true},
	{clerkA, true},
	{actor(model.RoleCountyAdmin, model.Scope(countyB)), true},
	{reviewer, false},
	{actor(model.RoleIntegration, model.ScopeAll), false}, // whose key names no permissions
}

// add puts a duty on the list: a change is filed with the opening or change that waits, under the earlier day.
func (d *desk) add(kind model.Subject, of *plainThing, cause model.FilingCause, since model.Date) {
	registers := []model.UpperRegister{"national"}
	if kind == model.SubjectAccount {
		registers = append(registers, "provincial")
	}
	for _, r := range registers {
		var waits *plainDuty
		for _, other := range d.duties {
			if other.of == of && other.kind == kind && other.register == r && other.state == "open" && other.cause != model.CauseClose {
				waits = other
			}
		}
		switch {
		case cause != model.CauseChange || waits == nil:
			d.duties = append(d.duties, &plainDuty{
				version: 1, kind: kind, of: of, owner: of.owner, cause: cause, register: r, state: "open", since: since,
			})
		case since < waits.since:
			waits.since, waits.version = since, waits.version+1
		}
		d.seen[fmt.Sprint(cause, " ", kind, " waits ", waits != nil)]++
	}
}

// follow carries a step out and derives from the paper what is to be filed because of it.
func (d *desk) follow(step func(*rapid.T)) func(*rapid.T) {
	return func(t *rapid.T) {
		was := make(map[*plainThing]plainThing)
		for _, thing := range slices.Concat(d.organizations, d.sites) {
			was[thing] = *thing
		}
		step(t)
		for _, s := range d.sites {
			before, known := was[s]
			last := s.lines[len(s.lines)-1].from
			if known && before.owner != s.owner {
				d.hand(s)
			}
			switch renamed := was[s.owner].name != s.owner.name; {
			case !known, before.ended && !s.ended:
				d.add(model.SubjectSite, s, model.CauseOpen, last)
			case !before.ended && s.ended:
				d.add(model.SubjectSite, s, model.CauseClose, last)
			case s.ended:
			case before.name != s.name || before.owner != s.owner:
				d.add(model.SubjectSite, s, model.CauseChange, last)
			case renamed:
				d.add(model.SubjectSite, s, model.CauseChange, s.owner.lines[len(s.owner.lines)-1].from)
			}
		}
	}
}

// hand gives what is open to the owner of the thing.
func (d *desk) hand(of *plainThing) {
	for _, duty := range d.duties {
		if duty.of == of && duty.kind == model.SubjectSite && duty.state == "open" {
			duty.owner, duty.version = of.owner, duty.version+1
			d.seen["handed over"]++
		}
	}
}

// addAccount, editAccount and turnAccount are about accounts, which two registers hold. Their organization is in no merge.
func (d *desk) addAccount(*rapid.T) {
	o := d.w.organization(countyB)
	a := d.w.account(o)
	thing := &plainThing{id: a.ID, owner: &plainThing{id: o.ID, region: countyB}}
	thing.note(dayOf(d.w))
	d.accounts = append(d.accounts, thing)
	d.add(model.SubjectAccount, thing, model.CauseOpen, dayOf(d.w))
}

func (d *desk) editAccount(t *rapid.T) {
	a, name := pick(t, "account", d.accounts...), fmt.Sprintf("账号%d", d.w.next())
	_, err := d.w.Accounts.Update(d.w.ctx, operator, a.id, a.version(), set(func(e *model.AccountEdit) { e.Name = name }))
	if expect(t, err, ""); !a.ended {
		d.add(model.SubjectAccount, a, model.CauseChange, dayOf(d.w))
	}
	a.note(dayOf(d.w))
}

func (d *desk) turnAccount(t *rapid.T) {
	a := pick(t, "account", d.accounts...)
	verb, cause := model.VerbClose, model.CauseClose
	if a.ended {
		verb, cause = model.VerbReopen, model.CauseOpen
	}
	_, err := d.w.Accounts.Move(d.w.ctx, operator, a.id, a.version(), verb, today)
	expect(t, err, "")
	a.ended = !a.ended
	a.note(dayOf(d.w))
	d.add(model.SubjectAccount, a, cause, dayOf(d.w))
}

// tell is a verb of somebody on a duty, and the list as it is when the verb is taken.
type tell struct {
	who  clerk
	verb string
	on   uint64
	edit model.FilingEdit
}

func (d *desk) draw(t *rapid.T, duty *plainDuty) tell {
	e := tell{who: pick(t, "who", clerks...), verb: pick(t, "verb", "done", "done", "dismiss"), on: duty.version}
	e.edit = model.FilingEdit{On: pick(t, "on", "", dayOf(d.w), dayOf(d.w).Add(-2)), Number: fmt.Sprintf("DEMO-%d", d.w.next())}
	if seldom(t, "tomorrow") {
		e.edit.On = dayOf(d.w).Add(1)
	}
	if seldom(t, "late") {
		e.on--
	}
	return e
}

func (d *desk) call(duty *plainDuty, e tell) error {
	if e.verb == "done" {
		return only(d.w.Filings.Finish(d.w.ctx, e.who.Actor, duty.id, e.on, e.edit))
	}
	return only(d.w.Filings.Dismiss(d.w.ctx, e.who.Actor, duty.id, e.on, today))
}

// wants says how a verb is refused, if it is.
func (d *desk) wants(duty *plainDuty, e tell) string {
	return first(
		when(!e.who.files, "forbidden"), when(!sees(e.who.Actor, duty.owner), missing), when(e.on != duty.version, "stale_version"),
		when(duty.state != "open", "wrong_state"), when(e.verb == "done" && e.edit.On > dayOf(d.w), "invalid_fields on:in_future"),
	)
}

func (d *desk) take(duty *plainDuty, e tell) {
	duty.version++
	if duty.state = "dismissed"; e.verb == "done" {
		duty.state, duty.filed, duty.number = "done", e.edit.On, e.edit.Number
		if e.edit.On == "" {
			duty.filed = dayOf(d.w)
		}
	}
}

// drawDuty is one of the list, mostly an open one.
func (d *desk) drawDuty(t *rapid.T) *plainDuty {
	open := slices.DeleteFunc(slices.Clone(d.duties), func(duty *plainDuty) bool { return duty.state != "open" })
	if len(open) == 0 || rapid.Bool().Draw(t, "any") {
		open = d.duties
	}
	return pick(t, "duty", open...)
}

// verb lets anybody do anything to any filing. A refusal for the state says that nothing is left to do.
func (d *desk) verb(t *rapid.T) {
	duty := d.drawDuty(t)
	e := d.draw(t, duty)
	want, err := d.wants(duty, e), d.call(duty, e)
	d.seen[e.verb+" "+duty.state+" "+want]++
	var refused *model.Error
	if errors.As(err, &refused) && refused.Code == "wrong_state" && !cmp.Equal(refused.Args, []any{duty.state, ""}) {
		t.Fatalf("%s of what is %s: told that it allows %v", e.verb, duty.state, refused.Args)
	}
	if same(t, fmt.Sprintf("%s by %s of %s", e.verb, e.who.Name, duty.says(dayOf(d.w))), err, want) {
		d.take(duty, e)
	}
}
