package service_test

import (
	"fmt"
	"slices"
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
	return r.asOfNow()
}

// asOfNow compares the tables that stand with what is put together from everything that was done until now.
func (r *work) asOfNow() string {
	for _, kind := range model.SubjectKinds {
		q := model.RateQuery{Kind: kind}
		now := must[model.PassRates](r.w.t)(r.w.Statistics.Rates(r.w.ctx, operator, r.code, q))
		q.AsOf = model.NewTime(r.w.now)
		then := must[model.PassRates](r.w.t)(r.w.Statistics.Rates(r.w.ctx, operator, r.code, q))
		if diff := cmp.Diff(now, then, cmpopts.IgnoreFields(model.PassRates{}, "AsOf", "CountedUntil")); diff != "" {
			return "(-now +as of now)\n" + diff
		}
	}
	return ""
}

// register does something to what a target stands for, which must touch no figure.
func (r *work) register(t *rapid.T) {
	i := pick(t, "whose", slices.DeleteFunc(r.w.targets(r.code), func(i model.Inspection) bool { return i.DrawnAs == model.DrawnAdded })...)
	what := pick(t, "what", "rename", "merge", "move", "import", "edit", "suspend")
	var err error
	switch {
	case what == "rename" || what == "merge":
		err = r.reorganize(i, what)
	case i.Kind == model.SubjectSite:
		err = r.changeSite(t, i, what)
	default:
		err = r.changeAccount(t, i, what)
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	r.seen[fmt.Sprint("register ", i.Kind, " ", what)]++
}

func (r *work) reorganize(i model.Inspection, what string) error {
	var id uint64
	if i.Kind == model.SubjectSite {
		id = must[model.Site](r.w.t)(r.w.Sites.Get(r.w.ctx, operator, uint64(i.SiteID))).OrganizationID
	} else {
		id = must[model.Account](r.w.t)(r.w.Accounts.Get(r.w.ctx, operator, uint64(i.AccountID))).OrganizationID
	}
	owner := must[model.Organization](r.w.t)(r.w.Organizations.Get(r.w.ctx, operator, id))
	if what == "rename" {
		name := fmt.Sprint("新单位", r.w.next())
		return only(r.w.Organizations.Rename(r.w.ctx, operator, owner.ID, owner.Version, model.RenameEdit{Name: name, Reason: why.Reason}))
	}
	into := r.w.organization(owner.RegionCode)
	return only(r.w.Organizations.Merge(r.w.ctx, operator, owner.ID, owner.Version, model.MergeEdit{Into: into.ID, Reason: why.Reason}))
}

// elsewhere is a new owner, perhaps in another county.
func (r *work) elsewhere(t *rapid.T) model.TransferEdit {
	to := r.w.organization(pick(t, "where", countyA, countyB, "422800"))
	return model.TransferEdit{OrganizationID: to.ID, Reason: why.Reason}
}

func (r *work) changeSite(t *rapid.T, i model.Inspection, what string) error {
	w, site := r.w, must[model.Site](r.w.t)(r.w.Sites.Get(r.w.ctx, operator, uint64(i.SiteID)))
	switch what {
	case "move":
		return only(w.Sites.Transfer(w.ctx, operator, site.ID, site.Version, r.elsewhere(t)))
	case "import":
		portal := map[bool]string{true: "否", false: "是"}[site.IsPortal]
		return r.brings(model.ImportSites, siteHeader, fmt.Sprintf("%s,网站%d,%s,%s", site.Code, w.next(), site.HomeURL, portal))
	case "edit":
		return only(w.Sites.Update(w.ctx, operator, site.ID, site.Version, set(func(e *model.SiteEdit) { e.IsPortal = !e.IsPortal })))
	}
	return r.away(t, func(version uint64, verb model.LifeVerb) error {
		return only(w.Sites.Move(w.ctx, operator, site.ID, site.Version+version, verb, today))
	})
}

func (r *work) changeAccount(t *rapid.T, i model.Inspection, what string) error {
	w, account := r.w, must[model.Account](r.w.t)(r.w.Accounts.Get(r.w.ctx, operator, uint64(i.AccountID)))
	switch what {
	case "move":
		return only(w.Accounts.Transfer(w.ctx, operator, account.ID, account.Version, r.elsewhere(t)))
	case "import":
		owner := must[model.Organization](w.t)(w.Organizations.Get(w.ctx, operator, account.OrganizationID))
		line := fmt.Sprintf("%s,,%s,%s,账号%d,%s", owner.RegionCode, owner.Name, account.Platform.Label(), w.next(), account.PlatformAccountID)
		return r.brings(model.ImportAccounts, accountHeader, line)
	case "edit":
		other := map[model.Platform]model.Platform{model.PlatformWechat: model.PlatformWeibo, model.PlatformWeibo: model.PlatformWechat}
		return only(w.Accounts.Update(w.ctx, operator, account.ID, account.Version, set(func(e *model.AccountEdit) { e.Platform = other[e.Platform] })))
	}
	return r.away(t, func(version uint64, verb model.LifeVerb) error {
		return only(w.Accounts.Move(w.ctx, operator, account.ID, account.Version+version, verb, today))
	})
}

// away takes a thing out of use and back, and compares the figures meanwhile.
func (r *work) away(t *rapid.T, move func(version uint64, verb model.LifeVerb) error) error {
	if err := move(0, model.VerbSuspend); err != nil {
		return err
	}
	if differs := r.figures(); differs != "" {
		t.Fatal(differs)
	}
	return move(1, model.VerbResume)
}

// brings imports a line that changes what is there.
func (r *work) brings(kind model.ImportKind, lines ...string) error {
	taken, err := r.w.take(operator, kind, false, lines...)
	if err == nil && taken.UpdateCount != 1 {
		err = fmt.Errorf("imported %q: %+v", lines, taken.ImportCounts)
	}
	return err
}

// add makes something new a target, which counts from then on, and closes it in the register, which changes nothing.
func (r *work) add(t *rapid.T) {
	site := r.w.site(r.w.organization(pick(t, "where", countyA, countyB)))
	_, added, err := r.w.Campaigns.AddTargets(r.w.ctx, operator, r.code, r.version, []model.ThingName{byCode(site)}, why)
	expect(t, err, when(!r.open, "campaign_not_open"))
	if err == nil {
		r.version++
		r.targets = append(r.targets, newTarget(added[0]))
		r.seen["add"]++
	}
	must[model.Site](r.w.t)(r.w.Sites.Move(r.w.ctx, operator, site.ID, site.Version, model.VerbClose, today))
}

// pair lets two people submit at the same time, sometimes on the same target.
func (r *work) pair(t *rapid.T) {
	of := [2]*plainTarget{pick(t, "one", r.targets...), pick(t, "other", r.targets...)}
	var edits [2]model.SubmissionEdit
	for n := range edits {
		if rapid.Bool().Draw(t, "fails") {
			edits[n].Findings = []model.FindingEdit{{Indicator: of[n].fault}}
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
		w.account(a)
		w.account(b)
		actors := w.workers()
		property(t, func(rt *rapid.T) {
			r := newWork(rt, w, actors, seen)
			for range steps {
				pick(rt, "step", r.submit, r.submit, r.pair, r.pair, r.confirm, r.giveBack, r.waive, r.assign, r.close, r.reopen,
					r.register, r.register, r.add)(rt)
				if differs := r.figures(); differs != "" {
					rt.Fatal(differs)
				}
			}
		})
		if report, err := w.Statistics.CheckFigures(w.ctx, operator, false, func(model.TallyDifference) error { return errSaw }); err != nil || report.Campaigns == 0 {
			t.Errorf("the check says %v, %+v", err, report)
		}
	}, repository.WithPool(4))
	for _, what := range []string{
		"register site import", "register account import", "register account move", "add", "pair 1", "pair 2", "submit pending ",
		"confirm submitted ", "waive pending ",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s", what)
		}
	}
}

// The controls: where the tallies do not take part in a change, or where nobody tells that they have changed, the comparison
// above finds it.
func TestALostTallyIsFound(t *testing.T) {
	for table, stays := range map[string]string{
		"campaign_tallies": "NEW.passed = OLD.passed, NEW.pending = OLD.pending", "campaigns": "NEW.figure_changes = OLD.figure_changes",
	} {
		t.Run(table, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.site(w.organization(countyA))
				r := &work{w: w, code: w.open("422800").Code}
				if differs := r.figures(); differs != "" {
					t.Fatal(differs)
				}
				trigger := "CREATE TRIGGER lost BEFORE UPDATE ON " + table
				if isSQLite(w.store) {
					execute(t, w.store, trigger+" BEGIN SELECT RAISE(IGNORE); END")
				} else {
					execute(t, w.store, trigger+" FOR EACH ROW SET "+stays)
				}
				w.pass(r.code)
				if r.figures() == "" {
					t.Error("a lost tally was not noticed")
				}
			})
		})
	}
}
