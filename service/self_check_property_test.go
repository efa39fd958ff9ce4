package service_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// plainCheck is a self-check as anybody would describe it.
type plainCheck struct {
	id       uint64
	version  uint64
	owner    model.Organization
	finished bool
	failed   bool
	official bool // whether the thing has failed in the round
	site     int
}

// checker is somebody who looks at self-checks, and how far.
type checker struct {
	model.Actor
	drafts bool
}

func (c checker) sees(k *plainCheck) bool {
	if !c.Scope.Covers(k.owner.RegionCode) || (c.Role == model.RoleUnitStaff && c.OrganizationID != k.owner.ID) {
		return false
	}
	return k.finished || c.drafts
}

// counties is the whole of what was done, beside the program.
type counties struct {
	w        *world
	campaign string
	sites    []model.Site
	owners   []model.Organization
	failed   []bool // by the inspection of each site
	checks   []*plainCheck
	people   []checker
}

func newCounties(w *world) *counties {
	s := &counties{w: w}
	for _, region := range []model.RegionCode{countyA, countyB, countyB} {
		owner := w.organization(region)
		s.owners = append(s.owners, owner, owner)
		s.sites = append(s.sites, w.site(owner), w.site(owner))
	}
	s.campaign = w.open("422800").Code
	var items []model.BulkItem
	for i, site := range s.sites {
		item := model.BulkItem{SiteCode: site.Code}
		if i%2 == 0 {
			item.Findings = []model.FindingEdit{vetoed}
		}
		s.failed, items = append(s.failed, i%2 == 0), append(items, item)
	}
	must[[]service.Outcome[model.Result]](w.t)(w.Inspections.SubmitMany(w.ctx, operator, s.campaign, items, false))
	staff := actor(model.RoleUnitStaff, model.Scope(countyB))
	staff.OrganizationID = s.owners[2].ID
	s.people = []checker{
		{actor(model.RoleCountyAdmin, model.Scope(countyA)), true},
		{clerkB, true},
		{staff, true},
		{operator, false},
		{actor(model.RoleAuditor, "4228"), false},
		{actor(model.RoleViewer, model.Scope(countyB)), false},
	}
	return s
}

func (s *counties) person(t *rapid.T) checker { return rapid.SampledFrom(s.people).Draw(t, "who") }

func (s *counties) findings(t *rapid.T) (failed bool, found []model.FindingEdit) {
	if failed = rapid.Bool().Draw(t, "failed"); failed {
		found = append(found, vetoed)
	}
	return failed, found
}

func (s *counties) create(t *rapid.T) {
	who, i := s.person(t), rapid.IntRange(0, len(s.sites)-1).Draw(t, "site")
	failed, found := s.findings(t)
	k := &plainCheck{version: 1, owner: s.owners[i], failed: failed, official: s.failed[i], site: i}
	row, err := s.w.SelfChecks.Create(s.w.ctx, who.Actor, model.NewSelfCheckEdit{
		SiteCode: s.sites[i].Code, SelfCheckEdit: selfCheckEdit(s.campaign, found...),
	})
	switch {
	case !who.drafts:
		expect(t, err, "forbidden")
	case !who.sees(k):
		expect(t, err, "invalid_fields site_code:unknown_reference")
	default:
		expect(t, err, "")
		k.id = row.ID
		s.checks = append(s.checks, k)
		s.compare(t, row, k)
	}
}

// attempt is a change of a self-check by somebody, which the state allows or not.
func (s *counties) attempt(
	t *rapid.T, from bool, allowed string, change func(a model.Actor, k *plainCheck) (model.SelfCheck, error), done func(k *plainCheck),
) {
	if len(s.checks) == 0 {
		return
	}
	who, k := s.person(t), rapid.SampledFrom(s.checks).Draw(t, "self-check")
	row, err := change(who.Actor, k)
	switch {
	case !who.drafts:
		expect(t, err, "forbidden")
	case !who.sees(k):
		expect(t, err, missing)
	case k.finished != from:
		var refused *model.Error
		if !errors.As(err, &refused) || refused.Code != "wrong_state" || fmt.Sprint(refused.Args[1]) != allowed {
			t.Fatalf("%v, allowed is %q", err, allowed)
		}
	default:
		expect(t, err, "")
		done(k)
		if row.ID != 0 {
			s.compare(t, row, k)
		}
	}
}

func (s *counties) update(t *rapid.T) {
	failed, found := s.findings(t)
	changes := false
	s.attempt(t, false, "reopen", func(a model.Actor, k *plainCheck) (model.SelfCheck, error) {
		changes = k.failed != failed
		return s.w.SelfChecks.Update(s.w.ctx, a, k.id, k.version, sameSelfCheck(selfCheckEdit(s.campaign, found...)))
	}, func(k *plainCheck) {
		if k.failed = failed; changes {
			k.version++
		}
	})
}

func (s *counties) finish(t *rapid.T) {
	s.attempt(t, false, "reopen", func(a model.Actor, k *plainCheck) (model.SelfCheck, error) {
		return s.w.SelfChecks.Finish(s.w.ctx, a, k.id, k.version)
	}, func(k *plainCheck) { k.finished, k.version = true, k.version+1 })
}

func (s *counties) reopen(t *rapid.T) {
	s.attempt(t, true, "update, finish", func(a model.Actor, k *plainCheck) (model.SelfCheck, error) {
		return s.w.SelfChecks.Reopen(s.w.ctx, a, k.id, k.version)
	}, func(k *plainCheck) { k.finished, k.version = false, k.version+1 })
}

func (s *counties) remove(t *rapid.T) {
	s.attempt(t, false, "reopen", func(a model.Actor, k *plainCheck) (model.SelfCheck, error) {
		return model.SelfCheck{}, s.w.SelfChecks.Delete(s.w.ctx, a, k.id, k.version)
	}, func(k *plainCheck) {
		s.checks = slices.DeleteFunc(s.checks, func(other *plainCheck) bool { return other == k })
	})
}

func (s *counties) compare(t *rapid.T, row model.SelfCheck, k *plainCheck) {
	if row.Version != k.version || (row.State == model.SelfCheckFinished) != k.finished || (row.Verdict == model.VerdictFail) != k.failed {
		t.Fatalf("%+v is not %+v", row, k)
	}
}

// look holds what everybody sees, and the comparison, to a recount.
func (s *counties) look(t *rapid.T) {
	for _, who := range s.people {
		var totals model.ComparisonTotals
		want, newest := 0, map[int]*plainCheck{}
		for _, k := range s.checks {
			if !who.sees(k) {
				continue
			}
			want++
			if k.finished {
				newest[k.site] = k // all are of one day, so the later one counts
			}
		}
		for i, owner := range s.owners {
			if who.sees(&plainCheck{owner: owner, finished: true}) {
				totals.Targets++
				if newest[i] == nil {
					totals.NotChecked++
				}
			}
		}
		for _, k := range newest {
			totals.SelfChecked++
			switch {
			case k.failed == k.official:
				totals.Same++
			case k.failed:
				totals.SelfFailed++
			default:
				totals.SelfPassed++
			}
		}
		list, err := s.w.SelfChecks.List(s.w.ctx, who.Actor, model.SelfCheckFilter{}, everything)
		if err != nil || len(list.Items) != want {
			t.Fatalf("%s of %s sees %d of %d, %v", who.Role, who.Scope, len(list.Items), want, err)
		}
		found, err := s.w.SelfChecks.Compare(s.w.ctx, who.Actor, s.campaign, "", "")
		if err != nil || found.Totals != totals {
			t.Fatalf("%s of %s counts %+v, but it is %+v, %v", who.Role, who.Scope, found.Totals, totals, err)
		}
	}
}

// Whatever several counties, units and those above do, each sees what it is to see, states go only as the table says, and
// the figures of the campaign stay.
func TestSelfChecksKeepToThePlainModel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		s := newCounties(w)
		rates := func() model.PassRates {
			return must[model.PassRates](t)(w.Statistics.PassRates(w.ctx, operator, s.campaign, model.SubjectSite, model.GroupRegion))
		}
		before := fmt.Sprint(rates())
		property(t, func(rt *rapid.T) {
			execute(t, w.store, "DELETE FROM self_checks")
			s.checks = nil
			steps := []func(*rapid.T){s.create, s.create, s.update, s.finish, s.reopen, s.remove}
			for range rapid.IntRange(3, 12).Draw(rt, "steps") {
				rapid.SampledFrom(steps).Draw(rt, "step")(rt)
			}
			s.look(rt)
		})
		if after := fmt.Sprint(rates()); after != before {
			t.Errorf("the figures were %s and are %s", before, after)
		}
	})
}
