package matrix

import (
	"encoding/json"
	"fmt"
	"testing"

	"xuncha/model"
)

// addWebhooks gives every county and the prefecture a webhook with a delivery, and numbers what has happened.
func (w *world) addWebhooks() {
	for _, owner := range []string{"B", "P", "A", "C"} {
		scope := model.Scope(regionOf[owner])
		if owner == "P" {
			scope = "4228"
		}
		for n := range 2 {
			row, _, err := w.Webhooks.Create(w.ctx, operator, model.WebhookEdit{
				URL: fmt.Sprintf("https://%s.gov.cn/%d", canary(owner), n), Description: named("推送", owner, n), Scope: scope,
			})
			w.must(err)
			w.addID(aWebhook, owner, row.ID)
			d := must[model.WebhookDelivery](w)(w.Webhooks.Test(w.ctx, operator, row.ID))
			w.addID(aDelivery, owner, d.ID)
			_, err = w.store.Pool().ExecContext(w.ctx, "UPDATE webhook_deliveries SET answer = ? WHERE id = ?", canary(owner), d.ID)
			w.must(err)
		}
	}
	must[int](w)(w.Changes.Number(w.ctx))
}

// ofFeed are the kinds of the feed whose things the world knows by their ids.
var ofFeed = map[string]kind{
	"organization": anOrg, "site": aSite, "account": anAccount, "inspection": anInspection, "finding": aFinding,
	"measure": aMeasure, "attachment": anAttachment, "filing": aFiling, "import": anImport,
}

// The feed tells of everything of the caller's own, and of nothing of another's, whatever it is asked for.
func TestTheFeedTellsOnlyOfTheOwn(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		owners := map[string]string{}
		for _, of := range m.world.things {
			if of.kind != "" && !of.draft {
				owners[string(of.kind)+" "+of.name] = of.owner
			}
		}
		for _, who := range m.world.identities() {
			if !who.may(operationOf(t, "listChanges")) {
				continue
			}
			for _, query := range []string{"limit=1000", "limit=1000&region=" + string(regionOf["B"]), "limit=1000&kind=site,inspection"} {
				m.checkFeed(who, query, owners)
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}

func (m *matrix) checkFeed(who identity, query string, owners map[string]string) {
	a := m.carry(who, request{method: "GET", target: "/api/v1/changes?" + query})
	var found struct {
		Items []struct {
			Kind       string
			ThingID    uint64 `json:"thing_id"`
			RegionCode string `json:"region_code"`
		}
		CaughtUp bool `json:"caught_up"`
	}
	if err := json.Unmarshal([]byte(a.body), &found); a.status != 200 || err != nil {
		m.faults = append(m.faults, fault{query, who.name, a.String()})
		return
	}
	heard := map[string]bool{}
	for _, item := range found.Items {
		k, known := ofFeed[item.Kind]
		thing := string(k) + " " + fmt.Sprint(item.ThingID)
		heard[thing] = true
		if owner, ok := owners[thing]; known && ok && !who.mayRead(owner) {
			m.faults = append(m.faults, fault{query, who.name, "hears of " + thing + " of " + owner})
		}
	}
	if query != "limit=1000" || !found.CaughtUp {
		return
	}
	for _, k := range []kind{anOrg, aSite, anAccount} {
		for _, own := range m.world.own(who, k) {
			if !heard[string(k)+" "+own.name] {
				m.faults = append(m.faults, fault{query, who.name, "does not hear of its own " + string(k) + " " + own.name})
			}
		}
	}
}
