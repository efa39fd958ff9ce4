package matrix

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"xuncha/model"
)

// listed is a list as it comes in JSON.
type listed struct {
	Items []json.RawMessage `json:"items"`
	Total int               `json:"total"`
}

// list reads a list and fails unless it comes.
func (m *matrix) list(o operation, who identity, at place, query ...string) listed {
	m.t.Helper()
	a := m.carry(who, request{method: o.method, target: o.target(at.names, query...)})
	var l listed
	if err := json.Unmarshal([]byte(a.body), &l); a.status != 200 || err != nil {
		m.fault(o, who, "%v: %s", query, a)
	}
	return l
}

// listedKinds says which things a list is of, for those that the world counts.
var listedKinds = map[string]kind{
	"listRegions": aRegion, "listOrganizations": anOrg, "listSites": aSite, "listAccounts": anAccount, "listCampaigns": aCampaign,
	"listInspections": anInspection, "listImports": anImport,
	"listSelfChecks": aSelfCheck, "listReports": aReport, "listReconciliations": aReconciliation,
}

// Lists, in every order and form, have what their reader sees and count no more than that; filters, searches and cursors
// that point at another's things find nothing there.
func TestListsShowOnlyTheOwn(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		for _, o := range readDocument(t) {
			if !o.list() {
				continue
			}
			for _, who := range m.world.identities() {
				if who.may(o) && who.county != "P" && m.places(o, who)[0].is("own") {
					m.checkList(o, who)
				}
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}

func (m *matrix) checkList(o operation, who identity) {
	at := m.places(o, who)[0]
	whole := m.list(o, who, at, "after", "0", "limit", "1000")
	if k := listedKinds[o.id]; k != "" {
		if own := len(m.world.own(who, k)); len(whole.Items) < own || own == 0 && len(whole.Items) > 0 {
			m.fault(o, who, "%d rows, and %d things are its own", len(whole.Items), own)
		}
	}
	sorts := []string{""}
	for _, s := range o.sorts {
		sorts = append(sorts, s, "-"+s)
	}
	for _, sort := range sorts {
		page := m.list(o, who, at, "size", "200", "sort", sort)
		if page.Total != len(whole.Items) || len(page.Items) != min(page.Total, 200) {
			m.fault(o, who, "sorted by %q: %d rows, total %d, of %d", sort, len(page.Items), page.Total, len(whole.Items))
		}
	}
	m.checkFilters(o, who, at)
	m.checkCursors(o, who, at, whole)
	rows := len(whole.Items)
	for _, format := range o.formats {
		if o.id == "listAuditEntries" && format != "json" {
			rows++ // the export itself
		}
		a := m.carry(who, request{method: o.method, target: o.target(at.names, "format", format)})
		if lines, err := csv.NewReader(strings.NewReader(a.body)).ReadAll(); format == "csv" && (err != nil || len(lines) != rows+1) {
			m.fault(o, who, "as csv: %d lines of %d (%v)", len(lines), rows, err)
		}
	}
}

// checkFilters filters by what is another's: the answer is that for what does not exist.
func (m *matrix) checkFilters(o operation, who identity, at place) {
	for _, name := range o.query {
		k := queryCarriers[name]
		if k == "" || k == aText || k == aCursor || k == plain {
			continue
		}
		none := m.carry(who, request{method: o.method, target: o.target(at.names, name, unknownOf(k)[0])})
		for _, t := range m.world.other(who, k) {
			if o.id == "listCampaigns" && t.owner == "P" { // a county sees the campaigns of the prefecture, not its region
				continue
			}
			if a := m.carry(who, request{method: o.method, target: o.target(at.names, name, t.name)}); !a.same(none) || strings.Contains(a.body, `"items":[{`) {
				m.fault(o, who, "%s=%s: %s, and of nothing: %s", name, t.name, a, none)
			}
		}
		found := 0
		for _, t := range m.world.own(who, k) {
			found += m.list(o, who, at, name, t.name).Total
		}
		if found == 0 && who.organization+who.name != "unit_staff of nothing" {
			m.fault(o, who, "%s finds nothing of the caller's own", name)
		}
	}
	if !o.takes("q") {
		return
	}
	found := 0
	for _, owner := range []string{"A0", "A1", "A2", "B0", "B1", "B2", "C0", "C1", "S1", "S2"} {
		l := m.list(o, who, at, "q", canary(owner))
		if who.mayRead(owner) {
			found += l.Total
		} else if l.Total != 0 || len(l.Items) != 0 {
			m.fault(o, who, "a search finds %d of %s", l.Total, owner)
		}
	}
	if found == 0 && who.name != "unit_staff of nothing" {
		m.fault(o, who, "a search finds nothing of the caller's own")
	}
}

// checkCursors reads on from every row of the world: what comes is an end of the caller's own list.
func (m *matrix) checkCursors(o operation, who identity, at place, whole listed) {
	for after := 1; after < 60; after += 3 {
		rest := m.list(o, who, at, "after", fmt.Sprint(after), "limit", "1000")
		from := len(whole.Items) - len(rest.Items)
		if from < 0 {
			m.fault(o, who, "after %d there are more rows than in the whole list", after)
			continue
		}
		for i, item := range rest.Items {
			if string(item) != string(whole.Items[from+i]) {
				m.fault(o, who, "after %d comes a row that is not at the end of the list", after)
				break
			}
		}
	}
}

// The figures of a campaign count what the reader sees, in every grouping.
func TestStatisticsCountOnlyTheOwn(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		for _, who := range m.world.identities() {
			if who.unknown || who.restricted || !who.role.Has(model.ReadCampaigns) {
				continue
			}
			for _, c := range m.world.own(who, aCampaign) {
				for _, kind := range model.SubjectKinds {
					want := m.world.targets(who, c.name, kind)
					for _, by := range model.Groups {
						m.checkRates(t, who, c.name, kind, by, want)
					}
				}
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}

func (m *matrix) checkRates(t *testing.T, who identity, campaign string, kind model.Subject, by model.Group, want int) {
	t.Helper()
	if by == model.GroupPlatform && kind != model.SubjectAccount || by == model.GroupPortal && kind != model.SubjectSite {
		return
	}
	target := fmt.Sprintf("/api/v1/campaigns/%s/pass-rates?kind=%s&group_by=%s", campaign, kind, by)
	a := m.carry(who, request{method: "GET", target: target})
	var table struct {
		Items []struct {
			Key     string `json:"key"`
			Targets int    `json:"targets"`
		} `json:"items"`
		Total struct {
			Targets int `json:"targets"`
		} `json:"total"`
	}
	if err := json.Unmarshal([]byte(a.body), &table); err != nil || a.status != 200 || table.Total.Targets != want {
		t.Errorf("%s by %s: %s, want %d targets", target, who, a, want)
	}
	sum := 0
	for _, row := range table.Items {
		sum += row.Targets
		if foreign := who.county == "A" && by == model.GroupRegion && row.Key != string(regionOf["A"]); foreign {
			t.Errorf("%s by %s has a row of %s", target, who, row.Key)
		}
	}
	if sum != table.Total.Targets {
		t.Errorf("%s by %s: the rows are %d, the total %d", target, who, sum, table.Total.Targets)
	}
}

// targets counts the targets of a campaign that an identity sees, by the database.
func (w *world) targets(who identity, campaign string, kind model.Subject) (n int) {
	w.t.Helper()
	query := "SELECT COUNT(*) FROM inspections WHERE campaign_code = ? AND kind = ?"
	values := []any{campaign, string(kind)}
	if who.county != "P" {
		query, values = query+" AND region_code = ?", append(values, string(regionOf[who.county]))
	}
	if who.role == model.RoleUnitStaff {
		query, values = query+" AND target_organization_id = ?", append(values, number(w.first(anOrg, who.organization).name))
	}
	w.must(w.store.Pool().QueryRowContext(w.ctx, query, values...).Scan(&n))
	return n
}
