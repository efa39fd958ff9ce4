package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/test/bench/scale"
)

// operation is something that callers do often or that is heavy.
type operation struct {
	name     string
	title    string
	target   float64 // at least so much of what the baseline does a second; 0 for none
	clients  int     // at once
	status   int     // of the answer
	changing bool    // while figures change
	bounded  bool    // takes the same however large the register is
	long     bool    // takes so long that only what one client after the other gets is measured
	source   func(f *facts) source
}

// source makes the nth request of a client. Each side has its own, as requests go on from what was answered before.
type source func(client, n int) request

// request is a request without what all of them have.
type request struct {
	method, path, body string
	header             string // lines
}

// facts are what requests can name of a database that was filled.
type facts struct {
	scale.World

	sites    []uint64
	accounts int
	targets  []target // of the open round, in a mixed order
}

// target is one of the open round.
type target struct {
	id, version             uint64
	kind                    model.Subject
	code, platform, account string
}

const clients = 16

// operations are what is measured, in this order: what writes comes behind what reads.
var operations = []operation{
	{name: "get-site", bounded: true, title: "get a site", target: 0.75, clients: clients, status: http.StatusOK, source: getSites},
	{name: "conditional", title: "get a site, unchanged (304)", clients: clients, status: http.StatusNotModified, source: unchangedSites},
	{name: "nothing", title: "no key and no database", clients: clients, status: http.StatusOK, source: probes},
	{name: "list-accounts", title: "list 100 accounts of a region, by key", target: 0.75, clients: clients, status: http.StatusOK, source: listAccounts},
	{name: "search", title: "search accounts by a text", clients: clients, status: http.StatusOK, source: searchAccounts},
	{name: "table-open", bounded: true, title: "county table of a round, its figures changing", target: 0.85, clients: clients, status: http.StatusOK, changing: true, source: openTable},
	{name: "table-published", title: "county table of a published round", target: 3, clients: clients, status: http.StatusOK, source: publishedTable},
	{name: "table-whole", title: "table of the whole open round, its figures changing", target: 0.85, clients: clients, status: http.StatusOK, changing: true, source: wholeTable},
	{name: "trend", title: "trend over 40 rounds", target: 0.85, clients: clients, status: http.StatusOK, source: trend},
	{name: "changes", title: "page of the feed", clients: clients, status: http.StatusOK, source: changesPage},
	{name: "export", title: "export of every account as CSV", target: 0.80, clients: 2, long: true, status: http.StatusOK, source: exportAccounts},
	{name: "login", title: "log in", clients: 4, long: true, status: http.StatusCreated, source: logins},
	{name: "submit", bounded: true, title: "submit a result", target: 0.85, clients: clients, status: http.StatusOK, source: submissions},
	{name: "submit-many", title: "submit 1,000 results in one call", target: 0.85, clients: 1, long: true, status: http.StatusOK, source: manySubmissions},
	{name: "import", title: "import 10,000 accounts", target: 0.60, clients: 1, long: true},
}

// learn reads what requests can name.
func learn(ctx context.Context, address string, world scale.World) (*facts, error) {
	store, err := repository.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = store.Close() }()
	f := &facts{World: world}
	err = scan(ctx, store.Pool(), "SELECT id FROM sites ORDER BY id", nil, func(rows *sql.Rows) error {
		var id uint64
		err := rows.Scan(&id)
		f.sites = append(f.sites, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := store.Pool().QueryRowContext(ctx, "SELECT COUNT(*) FROM accounts").Scan(&f.accounts); err != nil {
		return nil, fmt.Errorf("count the accounts: %w", err)
	}
	// Neighbours lie in one county, and all would wait for its tally; people work in many counties at once.
	const most = 20000
	err = scan(ctx, store.Pool(), `SELECT id, version, kind, target_code, target_platform, target_name FROM inspections
WHERE campaign_code = ? AND status IN ('pending', 'submitted') ORDER BY id * 7919 % 10007, id LIMIT ?`, []any{world.Open, most}, func(rows *sql.Rows) error {
		var t target
		err := rows.Scan(&t.id, &t.version, (*string)(&t.kind), &t.code, &t.platform, &t.account)
		f.targets = append(f.targets, t)
		return err
	})
	return f, err
}

type findingBody struct {
	Indicator   string `json:"indicator"`
	Description string `json:"description"`
}

type submissionBody struct {
	Findings []findingBody `json:"findings"`
	Note     string        `json:"note"`
}

// submissions bring in the results of a client's own targets in turn: one with a fault, then one without.
func submissions(f *facts) source {
	own := make([][]target, clients)
	for i, t := range f.targets {
		own[i%clients] = append(own[i%clients], t)
	}
	return func(client, n int) request {
		t := &own[client][n%len(own[client])]
		body := submissionBody{Findings: []findingBody{}, Note: fmt.Sprintf("第%d次", n)}
		if n/len(own[client])%2 == 0 {
			body.Findings = append(body.Findings, faultOf(*t))
		}
		t.version++
		return request{
			method: http.MethodPut, path: fmt.Sprintf("/api/v1/inspections/%d/submission", t.id), body: encoded(body),
			header: fmt.Sprintf("If-Match: \"%d\"\r\n", t.version-1),
		}
	}
}

func faultOf(t target) findingBody {
	fault := scale.Faults[t.kind]
	return findingBody{fault.Indicator, fault.Description}
}

func encoded(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // it is ours
	}
	return string(text)
}

type bulkItemBody struct {
	SiteCode    string `json:"site_code,omitempty"`
	Platform    string `json:"platform,omitempty"`
	AccountName string `json:"account_name,omitempty"`
	submissionBody
}

// manySubmissions bring in the results of a thousand targets, or of all that there are, of which one in ten has a fault.
func manySubmissions(f *facts) source {
	targets := f.targets[:min(len(f.targets), model.MaxBulk)]
	return func(_, n int) request {
		items := make([]bulkItemBody, len(targets))
		for i, t := range targets {
			items[i].submissionBody = submissionBody{Findings: []findingBody{}, Note: fmt.Sprintf("汇总第%d次", n)}
			if (i+n)%10 == 0 {
				items[i].Findings = append(items[i].Findings, faultOf(t))
			}
			if t.kind == model.SubjectSite {
				items[i].SiteCode = t.code
			} else {
				items[i].Platform, items[i].AccountName = t.platform, t.account
			}
		}
		return request{
			method: http.MethodPost, path: "/api/v1/campaigns/" + f.Open + "/submissions", body: encoded(map[string]any{"items": items}),
		}
	}
}
