package main

import (
	"fmt"
	"net/http"
	"net/url"

	"xuncha/test/bench/scale"
)

func get(path string, args ...any) request {
	return request{method: http.MethodGet, path: fmt.Sprintf(path, args...)}
}

// always asks for the same.
func always(r request) source { return func(int, int) request { return r } }

// spread is a number that is the next one of a client and differs from those of the others.
func spread(client, n, of int) int { return (client*7919 + n*127) % of }

func getSites(f *facts) source {
	return func(client, n int) request { return get("/api/v1/sites/%d", f.sites[spread(client, n, len(f.sites))]) }
}

func unchangedSites(f *facts) source {
	from := getSites(f)
	return func(client, n int) request {
		r := from(client, n)
		r.header = "If-None-Match: \"1\"\r\n"
		return r
	}
}

func probes(*facts) source { return always(get("/healthz")) }

func listAccounts(*facts) source {
	return always(get("/api/v1/accounts?region=%s&after=0&limit=100", scale.Prefecture.Region().Area()))
}

func searchAccounts(f *facts) source {
	return func(client, n int) request {
		return get("/api/v1/accounts?q=%s&after=0&limit=100", url.QueryEscape(fmt.Sprintf("账号%d", spread(client, n, f.accounts)+1)))
	}
}

func table(code string) source {
	return always(get("/api/v1/campaigns/%s/pass-rates?kind=account", code))
}

func openTable(f *facts) source      { return table(f.Local) }
func publishedTable(f *facts) source { return table(f.Past) }
func wholeTable(f *facts) source     { return table(f.Open) }

func trend(f *facts) source {
	return always(get("/api/v1/statistics/trend?region=%s&kind=account&rounds=40", f.Size.Region().Area()))
}

func changesPage(*facts) source {
	return func(client, n int) request {
		return get("/api/v1/changes?after=%016x&limit=100", spread(client, n, 800))
	}
}

func exportAccounts(*facts) source { return always(get("/api/v1/accounts?format=csv")) }

func logins(*facts) source {
	return always(request{method: http.MethodPost, path: "/api/v1/sessions", body: encoded(map[string]string{"name": loginAs, "password": password})})
}
