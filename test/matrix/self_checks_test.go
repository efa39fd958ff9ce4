package matrix

import (
	"fmt"
	"strings"
	"testing"

	"xuncha/model"
)

// clerk is who writes the self-checks of county A.
func (w *world) clerk() identity {
	key := model.Token{Role: model.RoleCountyAdmin, Scope: model.Scope(regionOf["A"])}
	return identity{name: "clerk", role: model.RoleCountyAdmin, county: "A", token: w.key(key)}
}

// addSelfChecks gives the site and the account of every organization a draft and a finished self-check, for the campaign of
// the prefecture and, first, for that of the county.
func (w *world) addSelfChecks() {
	for _, site := range w.of(aSiteCode) {
		county := site.owner[:1]
		campaigns := []string{w.first(aCampaign, "P").name}
		if county != "S" {
			campaigns = append([]string{w.first(aCampaign, county).name}, campaigns...)
		}
		for _, campaign := range campaigns {
			w.addSelfCheck(site.owner, model.NewSelfCheckEdit{SiteCode: site.name}, campaign)
		}
	}
	for _, account := range w.of(anAccountName) {
		w.addSelfCheck(account.owner, model.NewSelfCheckEdit{Platform: model.PlatformWechat, AccountName: account.name}, w.first(aCampaign, "P").name)
	}
}

func (w *world) addSelfCheck(owner string, e model.NewSelfCheckEdit, campaign string) {
	clerk := model.Actor{
		TokenID: 1, Name: named("自查员", owner[:1], 0), Role: model.RoleCountyAdmin, Scope: model.Scope(regionOf[owner[:1]]),
	}
	e.Campaign = campaign
	for _, draft := range []bool{true, false} {
		n := w.next()
		e.Note = named("自查", owner, n)
		e.Findings = []model.FindingEdit{{Description: named("自查问题", owner, n), LocationURL: "http://" + canary(owner) + ".gov.cn/y"}}
		row := must[model.SelfCheck](w)(w.SelfChecks.Create(w.ctx, clerk, e))
		if !draft {
			row = must[model.SelfCheck](w)(w.SelfChecks.Finish(w.ctx, clerk, row.ID, row.Version))
		}
		w.things = append(w.things, thing{kind: aSelfCheck, owner: owner, name: fmt.Sprint(row.ID), draft: draft})
	}
}

// Those above read what a county has finished and nothing of its drafts, in lists, comparisons and the trail.
func TestDraftsOfSelfChecksAreNobodyElses(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		above := m.root()
		l := m.list(operationOf(t, "listSelfChecks"), above, place{}, "after", "0", "limit", "1000")
		if own := len(m.world.own(above, aSelfCheck)); own == 0 || len(l.Items) != own {
			t.Errorf("%d rows of %d finished ones", len(l.Items), own)
		}
		for _, item := range l.Items {
			if !strings.Contains(string(item), `"state":"finished"`) || !strings.Contains(string(item), `"allowed_actions":[]`) {
				t.Errorf("%s", item)
			}
		}
		if a := m.carry(above, request{method: "GET", target: "/api/v1/self-checks?state=draft"}); !strings.Contains(a.body, `"total":0`) {
			t.Errorf("drafts: %s", a)
		}
		for _, draft := range m.world.other(above, aSelfCheck) {
			for _, path := range []string{"", "/comparison"} {
				if a := m.carry(above, request{method: "GET", target: "/api/v1/self-checks/" + draft.name + path}); a.status != 404 {
					t.Errorf("draft %s%s: %s", draft.name, path, a)
				}
			}
			trail := m.carry(above, request{method: "GET", target: "/api/v1/audit-entries?thing_kind=self_check&thing_id=" + draft.name})
			if !strings.Contains(trail.body, "self_check.create") || strings.Contains(trail.body, "自查问题") {
				t.Errorf("the trail of draft %s: %s", draft.name, trail)
			}
		}
	})
}

func operationOf(t *testing.T, id string) operation {
	t.Helper()
	for _, o := range readDocument(t) {
		if o.id == id {
			return o
		}
	}
	t.Fatalf("there is no %s", id)
	return operation{}
}
