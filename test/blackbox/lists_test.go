package blackbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xuncha/docs"
	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

// lists are the lists of the service; those that are exported have more forms than JSON.
var lists = map[string]bool{
	"/regions": true, "/organizations": true, "/sites": true, "/accounts": true, "/campaigns": true, "/inspections": true,
	"/catalogues": false, "/imports": false, "/imports/1/rows": false,
}

// Every list has the same rows by page, by key and, where there is one, in its export.
func TestLists(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		loadRegister(t, c)
		openRound(t, c)
		for path, exported := range lists {
			t.Run(path[1:], func(t *testing.T) {
				byPage, n := pages(c, path)
				if diff := cmp.Diff(byPage, pieces(c, path)); diff != "" || len(byPage) != n || n == 0 {
					t.Errorf("%d rows of %d; by page and by key they differ:\n%s", len(byPage), n, diff)
				}
				if exported {
					if lines := cells(t, []byte(export(c, path))); len(lines) != n+1 {
						t.Errorf("the export has %d lines for %d rows", len(lines), n)
					}
				}
				refusesQueries(t, c, path)
			})
		}
		catalogue := harness.Get[struct {
			Document   string   `json:"document"`
			Indicators []object `json:"indicators"`
		}](c, "/catalogues/1")
		if catalogue.Document != "国办秘函〔2019〕19号" || len(catalogue.Indicators) != 42 {
			t.Errorf("the catalogue %s has %d indicators", catalogue.Document, len(catalogue.Indicators))
		}
	})
}

func pages(c harness.Client, path string) (rows []json.RawMessage, n int) {
	for page := 1; ; page++ {
		l := harness.Get[list[json.RawMessage]](c, path+"?size=37&page="+strconv.Itoa(page))
		if len(l.Items) == 0 {
			return rows, l.Total
		}
		rows = append(rows, l.Items...)
	}
}

func pieces(c harness.Client, path string) (rows []json.RawMessage) {
	for after := "0"; ; {
		l := harness.Get[list[json.RawMessage]](c, path+"?limit=41&after="+after)
		rows = append(rows, l.Items...)
		if l.Next == nil {
			return rows
		}
		after = *l.Next
	}
}

// refusesQueries sends what no list takes.
func refusesQueries(t *testing.T, c harness.Client, path string) {
	t.Helper()
	for _, query := range []string{
		"limit=-1", "limit=0", "limit=1001", "size=-1", "size=0", "size=201", "page=0", "page=-1", "page=501&size=20", "after=-1",
		"after=x", "limit=1e3", "size=20.0", "size=%31%30%31%30", "sort=colour", "sort=id%3BDROP+TABLE+sites", "page=1&after=1",
		"colour=red", "PAGE=1", "page=1&page=2", "after=9007199254740993", "after=18446744073709551616", "limit=9223372036854775808",
	} {
		answer := c.Do(http.StatusBadRequest, http.MethodGet, path+"?"+query, nil)
		if len(harness.Decode[harness.Problem](t, answer).Errors) == 0 {
			t.Errorf("%s is refused without a field: %s", query, answer.Body)
		}
	}
}

// What stands outside /api/v1.
func TestProbesAndDocs(t *testing.T) {
	server := harness.Serve(t, sqlite(t))
	c := harness.NewClient(t, server.URL)
	read := func(path string, status int) harness.Answer {
		answer, err := c.SendTo(http.MethodGet, c.Root(path), nil)
		if err != nil || answer.Status != status {
			t.Errorf("%s answered %d: %v", path, answer.Status, err)
		}
		return answer
	}
	read("/healthz", http.StatusOK)
	read("/readyz", http.StatusOK)
	read("/", http.StatusFound)
	if document := read("/openapi.json", http.StatusOK); !bytes.Equal(document.Body, docs.OpenAPI) {
		t.Error("the document is not the one of the program")
	}
	page := string(read("/docs", http.StatusOK).Body)
	for _, part := range strings.Split(page, `"`) {
		if strings.Contains(part, "://") && !strings.Contains(part, "127.0.0.1") {
			t.Errorf("the page needs %s", part)
		}
		if strings.HasPrefix(part, "docs/") {
			read("/"+part, http.StatusOK)
		}
	}
	read("/metrics", http.StatusNotFound)
	read("/debug/pprof/", http.StatusNotFound)
}
