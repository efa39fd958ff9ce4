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

	clients   int
	sites     []uint64
	platforms []string
	targets   []target // of the open round, in a mixed order
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
	{name: "get-site", title: "get a site", target: 0.75, clients: clients, status: http.StatusOK, source: getSites},
	{name: "submit", title: "submit a result", target: 0.85, clients: clients, status: http.StatusOK, source: submissions},
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

// spread is a number that is the next one of a client and differs from those of the others.
func spread(client, n, of int) int { return (client*7919 + n*127) % of }

func getSites(f *facts) source {
	return func(client, n int) request {
		return request{method: http.MethodGet, path: fmt.Sprintf("/api/v1/sites/%d", f.sites[spread(client, n, len(f.sites))])}
	}
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
