package repository_test

import (
	"errors"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// moreRegions stores regions beside those of the program, at the edges of every prefix.
func moreRegions(t *testing.T, s *repository.Store) []model.Region {
	t.Helper()
	for _, code := range []model.RegionCode{
		"41", "43", "410000", "419900", "420100", "422700", "422799", "422899", "422900", "422901", "429900", "430100", "430101", "990000",
	} {
		if code.Canonical() == code {
			must(t, s.Regions.Create(t.Context(), newRegion(code)))
		}
	}
	all, err := s.Regions.Under(t.Context(), model.ScopeAll)
	must(t, err)
	return all
}

var scopes = []model.Scope{"all", "", "4", "41", "42", "43", "99", "10", "4227", "4228", "4229", "422800", "422801", "422822", "422899", "429900", "42280"}

func TestScopeSelectsWhatItCovers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		all := moreRegions(t, s)
		if len(all) < 20 {
			t.Fatalf("only %d regions", len(all))
		}
		rapid.Check(t, func(r *rapid.T) {
			scope := rapid.SampledFrom(scopes).Draw(r, "scope")
			prefix := rapid.SampledFrom(scopes[2:]).Draw(r, "prefix")
			var want []model.RegionCode
			for _, region := range all {
				if scope.Covers(region.Code) && prefix.Covers(region.Code) {
					want = append(want, region.Code)
				}
			}
			got, err := s.Regions.List(t.Context(), scope, model.RegionFilter{Prefix: prefix}, model.ListRequest{Page: 1, Size: 100, Sort: "code"})
			if err != nil {
				r.Fatal(err)
			}
			var codes []model.RegionCode
			for _, region := range got.Items {
				codes = append(codes, region.Code)
			}
			if diff := gocmp.Diff(want, codes); diff != "" || got.Total != int64(len(want)) {
				r.Errorf("total %d (-want +got):\n%s", got.Total, diff)
			}
		})
	})
}

// One thing in each county and two scopes above it: every way to read a thing keeps to the scope.
func TestEveryReadKeepsToTheScope(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		o := addOrganization(t, s, "one", "422801")
		site := addSite(t, s, 1, o)
		account := newAccount(o, "one", "")
		must(t, s.Accounts.Create(t.Context(), account))
		campaign := newCampaign(t, s, "422800")
		must(t, s.Campaigns.Create(t.Context(), campaign))
		must(t, s.Inspections.Draw(t.Context(), []model.Inspection{
			model.NewInspection(*campaign, model.SubjectSite, model.Target{RegionCode: "422801", TargetKey: "k"}, noon),
		}))
		first := model.ListRequest{Page: 1, Size: 10}
		byRegion := model.FigureQuery{Campaigns: []uint64{campaign.ID}, Kind: model.SubjectSite, By: []model.Group{model.GroupRegion}}
		ctx := t.Context()
		for _, scope := range scopes {
			reads := map[string]func() (int, error){
				"organizations": func() (int, error) {
					l, err := s.Organizations.List(ctx, scope, model.OrganizationFilter{}, first)
					return len(l.Items), err
				},
				"organization": func() (int, error) { return found(s.Organizations.Get(ctx, scope, o.ID)) },
				"locked":       func() (int, error) { return found(s.Organizations.Lock(ctx, scope, o.ID)) },
				"by id": func() (int, error) {
					m, err := s.Organizations.ByIDs(ctx, scope, []uint64{o.ID})
					return len(m), err
				},
				"by name": func() (int, error) {
					l, err := s.Organizations.ByNames(ctx, scope, []string{"one"})
					return len(l), err
				},
				"site": func() (int, error) { return found(s.Sites.Get(ctx, scope, site.ID)) },
				"sites": func() (int, error) {
					l, err := s.Sites.List(ctx, scope, model.SiteFilter{}, first)
					return len(l.Items), err
				},
				"export": func() (n int, err error) {
					err = s.Sites.Export(ctx, scope, model.SiteFilter{}, func(rows []model.Site) error { n += len(rows); return nil })
					return n, err
				},
				"account": func() (int, error) { return found(s.Accounts.Get(ctx, scope, account.ID)) },
				"accounts": func() (int, error) {
					l, err := s.Accounts.List(ctx, scope, model.AccountFilter{}, first)
					return len(l.Items), err
				},
				"inspections": func() (int, error) {
					l, err := s.Inspections.List(ctx, scope, model.InspectionFilter{}, first)
					return len(l.Items), err
				},
				"inspections by code": func() (int, error) {
					l, err := s.Inspections.ByCode(ctx, scope, campaign.Code, model.SubjectSite)
					return len(l), err
				},
				"targets": func() (int, error) {
					m, err := s.Inspections.LockTargets(ctx, scope, campaign.ID, []model.TargetRef{{Kind: model.SubjectSite, Key: "k"}})
					return len(m), err
				},
				"counts": func() (int, error) {
					l, err := s.Statistics.Figures(ctx, scope, byRegion)
					return len(l), err
				},
				"recounts": func() (int, error) {
					l, err := s.Statistics.Recount(ctx, scope, byRegion)
					return len(l), err
				},
				"counts of then": func() (int, error) {
					l, err := s.Statistics.AsOf(ctx, scope, *campaign, model.SubjectSite, noon)
					return len(l), err
				},
			}
			want := 0
			if scope.Covers("422801") {
				want = 1
			}
			for name, read := range reads {
				if got, err := read(); err != nil || got != want {
					t.Errorf("%s in scope %q: %d, want %d (%v)", name, scope, got, want, err)
				}
			}
		}
	})
}

// found turns "not found" into a count.
func found[T any](_ T, err error) (int, error) {
	if errors.Is(err, model.NotFound()) {
		return 0, nil
	}
	return 1, err
}

// A campaign is seen from inside its area and from above it.
func TestCampaignsConcernTheirAreaAndWhatIsAbove(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		regions := moreRegions(t, s)
		for _, region := range regions {
			must(t, s.Campaigns.Create(t.Context(), newCampaign(t, s, region.Code)))
		}
		for _, scope := range scopes {
			if !scope.Valid() && scope != "" {
				continue
			}
			var want []model.RegionCode
			for _, region := range regions {
				if scope.Overlaps(region.Code.Area()) {
					want = append(want, region.Code)
				}
			}
			got, err := s.Campaigns.List(t.Context(), scope, model.CampaignFilter{}, model.ListRequest{Page: 1, Size: 100, Sort: "code"})
			must(t, err)
			var codes []model.RegionCode
			for _, c := range got.Items {
				codes = append(codes, c.RegionCode)
			}
			if diff := gocmp.Diff(want, codes); diff != "" {
				t.Errorf("scope %q (-want +got):\n%s", scope, diff)
			}
		}
	})
}

func TestImportsAreSeenFromTheSendersScope(t *testing.T) {
	senders := []model.Scope{"all", "42", "4228", "422801", "43"}
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		for _, sender := range senders {
			must(t, s.Imports.Create(t.Context(), &model.Import{Kind: model.ImportSites, Scope: sender, CreatedAt: noon, UpdatedAt: noon}, nil))
		}
		for _, scope := range scopes {
			var want []model.Scope
			for _, sender := range senders {
				inside := scope == model.ScopeAll || (scope != "" && sender != model.ScopeAll && strings.HasPrefix(string(sender), string(scope)))
				if inside {
					want = append(want, sender)
				}
			}
			list, err := s.Imports.List(t.Context(), scope, model.ImportKinds, "", model.ListRequest{Page: 1, Size: 10})
			must(t, err)
			var got []model.Scope
			for _, i := range list.Items {
				got = append(got, i.Scope)
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("scope %q (-want +got):\n%s", scope, diff)
			}
		}
	})
}
