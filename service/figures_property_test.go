package service_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
)

// figures compares every figure of the campaign with a recount of the inspections in Go and with one in SQL, and answers the
// first difference.
func (r *work) figures() string {
	targets := r.w.targets(r.code)
	for _, a := range []model.Actor{operator, actor(model.RoleViewer, model.Scope(countyA))} {
		for _, kind := range model.SubjectKinds {
			if differs := wrongFigure(r.w, a, r.code, kind, targets); differs != "" {
				return differs
			}
		}
	}
	for _, by := range [][]model.Group{
		nil, {model.GroupRegion}, {model.GroupPlatform}, {model.GroupPortal}, {model.GroupKind}, {model.GroupRegion, model.GroupPortal},
	} {
		q := model.FigureQuery{Campaigns: []uint64{targets[0].CampaignID}, By: by}
		kept, err := r.w.store.Statistics.Figures(r.w.ctx, operator, q)
		counted, other := r.w.store.Statistics.Recount(r.w.ctx, operator, q)
		if diff := cmp.Diff(counted, kept, cmpopts.IgnoreFields(model.Figure{}, "UpdatedAt")); err != nil || other != nil || diff != "" {
			return fmt.Sprintf("by %v: %v, %v (-counted +kept)\n%s", by, err, other, diff)
		}
	}
	kept := must[[]model.CampaignTally](r.w.t)(r.w.store.Tallies.Of(r.w.ctx, model.ScopeAll, targets[0].CampaignID))
	counted := must[[]model.CampaignTally](r.w.t)(r.w.store.Tallies.Recount(r.w.ctx, model.ScopeAll, targets[0].CampaignID))
	if differing := model.CompareTallies(r.code, kept, counted); len(differing) > 0 {
		return fmt.Sprintf("%+v", differing)
	}
	now := must[model.PassRates](r.w.t)(r.w.Statistics.Rates(r.w.ctx, operator, r.code, model.RateQuery{Kind: model.SubjectSite}))
	then := must[model.PassRates](r.w.t)(r.w.Statistics.Rates(r.w.ctx, operator, r.code, model.RateQuery{
		Kind: model.SubjectSite, AsOf: model.NewTime(r.w.now),
	}))
	if diff := cmp.Diff(now, then, cmpopts.IgnoreFields(model.PassRates{}, "AsOf", "CountedUntil")); diff != "" {
		return "(-now +as of now)\n" + diff
	}
	return ""
}

// register does something to the register, which must touch no figure.
func (r *work) register(t *rapid.T) {
	name := fmt.Sprint("新单位", r.w.next())
	i := pick(t, "whose", r.w.targets(r.code)...)
	site := must[model.Site](r.w.t)(r.w.Sites.Get(r.w.ctx, operator, uint64(i.SiteID)))
	owner := must[model.Organization](r.w.t)(r.w.Organizations.Get(r.w.ctx, operator, site.OrganizationID))
	var err error
	switch kind := pick(t, "what", "rename", "merge", "move", "portal"); kind {
	case "rename":
		err = only(r.w.Organizations.Rename(r.w.ctx, operator, owner.ID, owner.Version, model.RenameEdit{Name: name, Reason: why.Reason}))
	case "merge":
		into := r.w.organization(owner.RegionCode)
		err = only(r.w.Organizations.Merge(r.w.ctx, operator, owner.ID, owner.Version, model.MergeEdit{Into: into.ID, Reason: why.Reason}))
	case "move":
		to := r.w.organization(pick(t, "where", countyA, countyB, "422800"))
		err = only(r.w.Sites.Transfer(r.w.ctx, operator, site.ID, site.Version, model.TransferEdit{OrganizationID: to.ID, Reason: why.Reason}))
	case "portal":
		err = only(r.w.Sites.Update(r.w.ctx, operator, site.ID, site.Version, set(func(e *model.SiteEdit) { e.IsPortal = !e.IsPortal })))
	}
	if err != nil {
		t.Fatal(err)
	}
	r.seen["register"]++
}

// pair lets two people submit at the same time, sometimes on the same target.
func (r *work) pair(t *rapid.T) {
	of := [2]*plainTarget{pick(t, "one", r.targets...), pick(t, "other", r.targets...)}
	var edits [2]model.SubmissionEdit
	for n := range edits {
		if rapid.Bool().Draw(t, "fails") {
			edits[n].Findings = []model.FindingEdit{{Indicator: "S1"}}
		}
	}
	var both sync.WaitGroup
	var errs [2]error
	for n, by := range []string{"boss", "deputy"} {
		both.Go(func() {
			errs[n] = only(r.w.Inspections.Submit(r.w.ctx, r.actors[by], of[n].ID, of[n].Version, edits[n]))
		})
	}
	both.Wait()
	wins := 0
	for n, by := range []string{"boss", "deputy"} {
		if errs[n] != nil {
			continue
		}
		p := of[n]
		wins++
		p.Status, p.Verdict, p.submitter = "submitted", map[bool]string{true: "fail", false: "pass"}[len(edits[n].Findings) > 0], by
		p.Version, p.Revision = p.Version+1, p.Revision+1
		delete(p.drafts, by)
	}
	if of[0] == of[1] && wins > 1 {
		t.Fatalf("both have submitted %+v", *of[0])
	}
	r.seen[fmt.Sprint("pair ", wins)]++
}

// Whatever people do to a campaign, alone or at once, and whatever becomes of the register, every figure is that of the results.
func TestFiguresAreThoseOfTheResults(t *testing.T) {
	const steps = 10
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		w.site(a)
		portal := w.site(a)
		must[model.Site](t)(w.Sites.Update(w.ctx, operator, portal.ID, 1, set(func(e *model.SiteEdit) { e.IsPortal = true })))
		w.site(b)
		actors := w.workers()
		rapid.Check(t, func(rt *rapid.T) {
			r := newWork(rt, w, actors, seen)
			for range steps {
				pick(rt, "step", r.submit, r.submit, r.pair, r.pair, r.confirm, r.giveBack, r.waive, r.assign, r.close, r.reopen, r.register)(rt)
				if differs := r.figures(); differs != "" {
					rt.Fatal(differs)
				}
			}
		})
		if report, err := w.Statistics.CheckFigures(w.ctx, operator, false, func(model.TallyDifference) error { return errSaw }); err != nil || report.Campaigns == 0 {
			t.Errorf("the check says %v, %+v", err, report)
		}
	}, repository.WithPool(4))
	for _, what := range []string{"register", "pair 1", "pair 2", "submit pending ", "confirm submitted ", "waive pending "} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
}

// The control: where the tallies do not take part in a change, the comparison above finds it.
func TestALostTallyIsFound(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		r := &work{w: w, code: w.open("422800").Code}
		if differs := r.figures(); differs != "" {
			t.Fatal(differs)
		}
		if isSQLite(w.store) {
			execute(t, w.store, "CREATE TRIGGER lost BEFORE UPDATE ON campaign_tallies BEGIN SELECT RAISE(IGNORE); END")
		} else {
			execute(t, w.store, "CREATE TRIGGER lost BEFORE UPDATE ON campaign_tallies FOR EACH ROW SET NEW.passed = OLD.passed, NEW.pending = OLD.pending")
		}
		w.pass(r.code)
		if r.figures() == "" {
			t.Error("a lost tally was not noticed")
		}
	})
}
