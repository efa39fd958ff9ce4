package service_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"xuncha/model"
	"xuncha/repository"
)

// together runs calls at once, from one barrier, and answers their errors.
func together(calls ...func() error) []error {
	errs := make([]error, len(calls))
	start := make(chan struct{})
	var ready, done sync.WaitGroup
	for i, c := range calls {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			errs[i] = c()
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
	return errs
}

func both(a, b func() error) (error, error) {
	errs := together(a, b)
	return errs[0], errs[1]
}

const rounds = 50

// Two results for one inspection, made on the same version: one is taken, the other is told that it is late.
func TestTwoSubmissionsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		c := w.open(countyA)
		i := w.targets(c.Code)[0]
		for round := range rounds {
			version := uint64(round + 1)
			submit := func(indicator string) func() error {
				return func() error {
					e := model.SubmissionEdit{Findings: []model.FindingEdit{{Indicator: indicator}}}
					return only(w.Inspections.Submit(w.ctx, operator, i.ID, version, e))
				}
			}
			first, second := both(submit("S1"), submit("S2"))
			if (first == nil) == (second == nil) || !errors.Is(errors.Join(first, second), model.Stale()) {
				t.Fatalf("round %d: %v, %v", round, first, second)
			}
		}
		for what, n := range map[string]int{
			"revisions": count(t, w.store, "SELECT COUNT(*) FROM submissions"),
			"findings":  count(t, w.store, "SELECT COUNT(*) FROM findings"),
			"events":    count(t, w.store, "SELECT COUNT(*) FROM events WHERE type = 'inspection.submit'"),
			"version":   count(t, w.store, "SELECT version - 1 FROM inspections"),
		} {
			if n != rounds {
				t.Errorf("%d %s, want %d", n, what, rounds)
			}
		}
	}, repository.WithPool(8))
}

// The control of the test above: who asks for the version only when he writes overwrites the other.
func TestTwoWritersWithoutAVersion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		i := w.targets(w.open(countyA).Code)[0]
		for _, note := range []string{"a", "b"} {
			_, err := repository.InTx(w.ctx, w.store, func(tx *repository.Store) (struct{}, error) {
				row, err := tx.Inspections.Get(w.ctx, model.ScopeAll, i.ID)
				if err != nil {
					return struct{}{}, err
				}
				row.WaiveReason = note
				return struct{}{}, tx.Inspections.Update(w.ctx, model.ScopeAll, row.Version, &row)
			})
			refused(t, "the control", err, "")
		}
	})
}

// A campaign is closed while a result is given back: either it is closed with every result, or the one is given back and it
// stays open.
func TestCloseAgainstReturn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		for range rounds {
			c := w.open(countyA)
			w.pass(c.Code)
			i := w.targets(c.Code)[0]
			closing, returning := both(
				func() error { return only(w.Campaigns.Close(w.ctx, operator, c.Code, 2)) },
				func() error { return only(w.Inspections.Move(w.ctx, operator, i.ID, 2, model.VerbReturn, why)) },
			)
			switch {
			case closing == nil && refusal(returning) == "campaign_not_open":
			case returning == nil && refusal(closing) == fmt.Sprintf("targets_pending inspections/%d:target_pending", i.ID):
			default:
				t.Fatalf("%v, %v", closing, returning)
			}
		}
		checkClosed(t, w)
	}, repository.WithPool(8))
}

// A campaign is closed while the last result comes in: it is never closed without it.
func TestCloseAgainstSubmit(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.site(w.organization(countyA))
		for range rounds {
			c := w.open(countyA)
			i := w.targets(c.Code)[0]
			closing, submitting := both(
				func() error { return only(w.Campaigns.Close(w.ctx, operator, c.Code, 2)) },
				func() error { return only(w.Inspections.Submit(w.ctx, operator, i.ID, 1, model.SubmissionEdit{})) },
			)
			if submitting != nil || (closing != nil && refusal(closing) != fmt.Sprintf("targets_pending inspections/%d:target_pending", i.ID)) {
				t.Fatalf("%v, %v", closing, submitting)
			}
		}
		checkClosed(t, w)
	}, repository.WithPool(8))
}

// checkClosed looks for what must never be: a closed campaign with a target that has no result.
func checkClosed(t *testing.T, w *world) {
	t.Helper()
	if left := query(t, w.store, `SELECT c.code, i.status FROM campaigns c JOIN inspections i ON i.campaign_id = c.id
		WHERE c.state = 'closed' AND i.status IN ('pending', 'returned')`); len(left) > 0 {
		t.Errorf("closed without a result: %v", left)
	}
}

// An organization is dissolved while a site is added to it: it never runs a site after its end.
func TestDissolveAgainstCreate(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range rounds {
			o := w.organization(countyA)
			e := w.siteEdit(o)
			dissolving, creating := both(
				func() error { return only(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why)) },
				func() error { return only(w.Sites.Create(w.ctx, operator, e)) },
			)
			switch {
			case dissolving == nil && refusal(creating) == "invalid_fields organization_id:organization_not_active":
			case creating == nil && refusal(dissolving) == "organization_in_use":
			default:
				t.Fatalf("%v, %v", dissolving, creating)
			}
		}
		checkOwners(t, w)
	}, repository.WithPool(8))
}

// The same against an import, which finds its organizations by name.
func TestDissolveAgainstImport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range rounds / 2 {
			o := w.organization(countyA)
			e := w.siteEdit(o)
			line := fmt.Sprintf("%s,%s,%s,否,%s,422801", e.Code, e.Name, e.HomeURL, o.Name)
			dissolving, importing := both(
				func() error { return only(w.Organizations.Dissolve(w.ctx, operator, o.ID, 1, why)) },
				func() error {
					return only(w.take(operator, model.ImportSites, false, siteHeader+",主办单位,行政区划代码", line))
				},
			)
			if importing != nil || (dissolving != nil && refusal(dissolving) != "organization_in_use") {
				t.Fatalf("%v, %v", dissolving, importing)
			}
		}
		checkOwners(t, w)
	}, repository.WithPool(8))
}

func checkOwners(t *testing.T, w *world) {
	t.Helper()
	if left := query(t, w.store, `SELECT o.name, s.code FROM organizations o JOIN sites s ON s.organization_id = o.id
		WHERE o.state = 'dissolved' AND s.state <> 'closed'`); len(left) > 0 {
		t.Errorf("run by nobody: %v", left)
	}
}

// A campaign is opened while the register changes: each target is frozen as it stood before or after, never in between.
func TestOpenAgainstChange(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.organization(countyA), w.organization(countyB)
		s, still := w.site(a), w.site(a)
		for round := range rounds {
			to := b
			if round%2 == 1 {
				to = a
			}
			c := w.campaign("422800")
			version := uint64(round + 1)
			opening, moving := both(
				func() error { return only(w.Campaigns.Open(w.ctx, operator, c.Code, 1)) },
				func() error {
					return only(w.Sites.Update(w.ctx, operator, s.ID, version, set(func(e *model.SiteEdit) {
						e.OrganizationID, e.RegionCode, e.Name = to.ID, "", to.Name+"的网站"
					})))
				},
			)
			if opening != nil || moving != nil {
				t.Fatalf("%v, %v", opening, moving)
			}
		}
		whole := map[string]bool{
			fmt.Sprint(s.Name, a.Name, countyA): true, a.Name + "的网站" + a.Name + string(countyA): true,
			b.Name + "的网站" + b.Name + string(countyB): true, fmt.Sprint(still.Name, a.Name, countyA): true,
		}
		for _, line := range query(t, w.store, "SELECT target_name, target_organization_name, region_code FROM inspections") {
			text := strings.NewReplacer("target_name=", "", "target_organization_name=", "", "region_code=", "", "|", "").Replace(line)
			if !whole[text] {
				t.Errorf("neither before nor after: %s", line)
			}
		}
		if n := count(t, w.store, "SELECT COUNT(*) FROM inspections"); n != 2*rounds {
			t.Errorf("%d targets in %d campaigns of 2", n, rounds)
		}
	}, repository.WithPool(8))
}
