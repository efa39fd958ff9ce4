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
)

// twice lets two do something to one filing at once: one does, the other is told that it is late.
func (d *desk) twice(t *rapid.T) {
	duty := d.drawDuty(t)
	one, two := d.draw(t, duty), d.draw(t, duty)
	if d.wants(duty, one)+d.wants(duty, two) != "" {
		return
	}
	errs := together(func() error { return d.call(duty, one) }, func() error { return d.call(duty, two) })
	won := slices.Index(errs, nil)
	if won < 0 || refusal(errs[1-won]) != "stale_version" {
		t.Fatalf("two at once: %v", errs)
	}
	d.seen["twice"]++
	d.take(duty, []tell{one, two}[won])
}

// amid renames a site and its organization at once: whoever comes second, one change is to be filed.
func (d *desk) amid(t *rapid.T) {
	s, name, unit := d.site(t), fmt.Sprintf("网站%d", d.w.next()), fmt.Sprintf("单位%d", d.w.next())
	if s.owner.ended || !s.owner.takes(dayOf(d.w)) {
		return
	}
	edit := set(func(e *model.SiteEdit) { e.Name = name })
	err := errors.Join(together(
		func() error { return only(d.w.Sites.Update(d.w.ctx, operator, s.id, s.version(), edit)) },
		func() error {
			return only(d.w.Organizations.Rename(d.w.ctx, operator, s.owner.id, s.owner.version(), model.RenameEdit{Name: unit, Reason: "r"}))
		},
	)...)
	expect(t, err, "")
	s.name, s.owner.name = name, unit
	s.note(dayOf(d.w))
	s.owner.note(dayOf(d.w))
	d.seen["amid"]++
}

// remove deletes a site while something of it is filed: the one or the other.
func (d *desk) remove(t *rapid.T) {
	duty := d.drawDuty(t)
	about := func(other *plainDuty) bool { return other.of == duty.of && other.kind == duty.kind }
	e := tell{who: clerks[0], verb: "done", on: duty.version}
	filed := slices.ContainsFunc(d.duties, func(other *plainDuty) bool { return about(other) && other.state == "done" })
	if duty.kind != model.SubjectSite || len(d.sites) == 1 || filed || duty.state != "open" {
		return
	}
	errs := together(
		func() error { return d.w.Sites.Delete(d.w.ctx, operator, duty.of.id, duty.of.version()) },
		func() error { return d.call(duty, e) },
	)
	switch got := []string{refusal(errs[0]), refusal(errs[1])}; {
	case got[0] == "still_referenced" && got[1] == "":
		d.take(duty, e)
	case got[0] == "" && (got[1] == missing || got[1] == "stale_version"):
		d.duties = slices.DeleteFunc(d.duties, about)
		d.sites = slices.DeleteFunc(d.sites, func(s *plainThing) bool { return s == duty.of })
	default:
		t.Fatalf("deleted and filed at once: %v", errs)
	}
	d.seen["remove "+refusal(errs[0])]++
}

// check compares the whole list, and gives what is new on it the id that it has.
func (d *desk) check(t *rapid.T) {
	var want, got []string
	for _, row := range must[model.List[model.FilingStatus]](d.w.t)(d.w.Filings.List(d.w.ctx, operator, model.FilingFilter{}, everything)).Items {
		line := fmt.Sprint(" v", row.Version, " ", row.Kind, uint64(row.SiteID)+uint64(row.AccountID), " of ", row.OrganizationID, " in ", row.RegionCode, " ",
			row.Cause, " ", row.Register, " ", row.State, " ", row.SinceOn, "–", row.DueOn, " ", row.FiledOn, " ", row.Number, " ", row.Late)
		got = append(got, fmt.Sprint(row.ID, line))
		known := slices.ContainsFunc(d.duties, func(duty *plainDuty) bool { return duty.id == row.ID })
		for _, duty := range d.duties {
			if !known && duty.id == 0 && duty.says(dayOf(d.w)) == "0"+line {
				duty.id = row.ID
				break
			}
		}
	}
	for _, duty := range d.duties {
		want = append(want, duty.says(dayOf(d.w)))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-list +program)\n%s", diff)
	}
}

// count recounts what everybody is told of how much is open, done, late.
func (d *desk) count(t *rapid.T) {
	staff := actor(model.RoleUnitStaff, "4228")
	staff.OrganizationID = d.organizations[0].id
	for _, a := range []model.Actor{operator, clerkA, clerks[3].Actor, staff} {
		recounted := map[string]int64{}
		for _, duty := range d.duties {
			if sees(a, duty.owner) && (a.OrganizationID == 0 || a.OrganizationID == duty.owner.id) {
				for _, key := range []string{duty.state, "to " + string(duty.cause), fmt.Sprint(duty.late(dayOf(d.w)))} {
					recounted[key]++
				}
			}
		}
		for key, f := range map[string]model.FilingFilter{
			"open": {State: "open"}, "done": {State: "done"}, "dismissed": {State: "dismissed"}, "to change": {Cause: "change"},
			"to close": {Cause: "close"}, "true": {Late: "true"}, "false": {Late: "false"},
		} {
			list, err := d.w.Filings.List(d.w.ctx, a, f, model.ListRequest{Page: 1, Size: 1})
			if err != nil || list.Total != recounted[key] {
				t.Fatalf("%s of %s counts %d of %q, recounted %d, %v", a.Role, a.Scope, list.Total, key, recounted[key], err)
			}
			if list.Total > 0 {
				d.seen["counted "+key]++
			}
		}
	}
}

// Whatever becomes of the register, and whoever works on the list, it holds what is to be filed and nothing else.
func TestFilingsKeepToThePlainList(t *testing.T) {
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		start := w.now
		property(t, func(rt *rapid.T) {
			execute(t, w.store, "UPDATE organizations SET merged_into = NULL")
			for _, table := range strings.Fields("filings site_versions sites account_versions accounts organization_versions organizations") {
				execute(t, w.store, "DELETE FROM "+table)
			}
			w.now, w.made = start, 0
			d := &desk{paper: &paper{w: w}, seen: seen}
			d.addOrganization(rt)
			d.addOrganization(rt)
			d.follow(d.addSite)(rt)
			d.addAccount(rt)
			d.check(rt)
			for range rapid.IntRange(10, 30).Draw(rt, "steps") {
				pick(rt, "step", d.verb, d.verb, d.verb, d.verb, d.verb, d.twice, d.remove, d.remove, d.editAccount, d.turnAccount, d.addOrganization,
					d.follow(d.addSite), d.follow(d.edit), d.follow(d.rename), d.follow(d.move), d.follow(d.closeOrReopen), d.follow(d.merge),
					d.follow(d.amid), func(rt *rapid.T) { w.wait(rapid.IntRange(1, 4).Draw(rt, "days")) })(rt)
				d.check(rt)
			}
			d.count(rt)
		})
	}, repository.WithPool(8))
	// The control: all of this came to pass, so the rules above were asked.
	for _, what := range []string{
		"done open ", "done open forbidden", "done open not_found", "done open stale_version", "done open invalid_fields on:in_future",
		"done done wrong_state", "done dismissed wrong_state", "dismiss open ", "twice", "amid", "remove ", "remove still_referenced",
		"handed over", "change site waits true", "change site waits false", "change account waits true", "change account waits false",
		"counted open", "counted done", "counted dismissed", "counted true", "counted false", "counted to close",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
}
