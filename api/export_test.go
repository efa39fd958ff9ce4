package api

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
)

// fill puts many sites of two organizations into the register.
func fill(t *testing.T, f *fixture, n int) {
	t.Helper()
	at := model.NewTime(clock())
	_, err := repository.InTx(t.Context(), f.store, func(tx *repository.Store) (struct{}, error) {
		owners := make([]*model.Organization, 2)
		for i := range owners {
			o := model.Organization{State: model.OrganizationActive, Version: 1, CreatedAt: at, UpdatedAt: at}
			o.Apply(model.OrganizationEdit{Name: fmt.Sprintf("单位%d", i), RegionCode: "422801"})
			owners[i] = &o
		}
		if err := tx.Organizations.Create(t.Context(), owners...); err != nil {
			return struct{}{}, err
		}
		rows := make([]*model.Site, n)
		for i := range rows {
			row := model.NewSite(model.SiteEdit{
				Code: fmt.Sprintf("%010d", 4228010000+i), Name: fmt.Sprintf("=网站%d", i), HomeURL: "http://a.gov.cn/", OrganizationID: owners[i%2].ID,
			}, "422801", at)
			rows[i] = &row
		}
		return struct{}{}, tx.Sites.Create(t.Context(), rows...)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// An export has every row that the filter selects, each once, however many there are: it is read piece by piece, and no
// connection is held while a piece is written (the pool of this test has one).
func TestExportOfManyRows(t *testing.T) {
	const rows = 5_300
	dbtest.Each(t, func(t *testing.T, s *repository.Store) {
		f := newFixture(t, s)
		fill(t, f, rows)
		answer := f.do(http.MethodGet, "/api/v1/sites?format=csv", "")
		if got := answer.Header().Get("Content-Type"); answer.Code != http.StatusOK || !strings.HasPrefix(got, "text/csv") {
			t.Fatalf("%d %s", answer.Code, got)
		}
		if got := answer.Header().Get("Content-Disposition"); !strings.Contains(got, "sites") || !strings.Contains(got, ".csv") {
			t.Errorf("saved as %s", got)
		}
		text, bom := strings.CutPrefix(answer.Body.String(), "\ufeff")
		lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !bom || len(lines) != rows+1 {
			t.Fatalf("%d lines, with a mark of UTF-8: %v, %v", len(lines), bom, err)
		}
		for i, line := range lines[1:] {
			whole := strings.Join(line, ",")
			if line[0] != fmt.Sprintf("%010d", 4228010000+i) || !strings.Contains(whole, fmt.Sprintf("单位%d", i%2)) {
				t.Fatalf("line %d: %v", i+1, line)
			}
			for _, cell := range line {
				if strings.HasPrefix(cell, "=") {
					t.Fatalf("line %d begins a formula: %v", i+1, line)
				}
			}
		}
		filtered := f.do(http.MethodGet, "/api/v1/sites?format=csv&organization=1", "")
		if n := strings.Count(filtered.Body.String(), "\r\n"); n != rows/2+1 {
			t.Errorf("%d lines of one organization: %.300s", n, filtered.Body)
		}
		for target, want := range map[string]string{
			"format=csv&page=1":     "Bad Request invalid_fields format:export_is_whole",
			"format=csv&sort=name":  "Bad Request invalid_fields format:export_is_whole",
			"format=csv&after=1":    "Bad Request invalid_fields format:export_is_whole",
			"format=xlsx":           "Bad Request invalid_fields format:not_one_of",
			"format=csv&colour=red": "Bad Request invalid_fields colour:unknown_parameter",
		} {
			if got := told(t, f.do(http.MethodGet, "/api/v1/sites?"+target, "")); got != want {
				t.Errorf("%s: %s, want %s", target, got, want)
			}
		}
	})
}

// By key every row comes once, even while others are taken away.
func TestListByKey(t *testing.T) {
	f := newFixture(t, dbtest.SQLite(t))
	fill(t, f, 25)
	seen, after := 0, "0"
	for {
		answer := f.do(http.MethodGet, "/api/v1/sites?limit=10&after="+after, "")
		list := read[struct {
			Items []siteResponse `json:"items"`
			Next  *string        `json:"next"`
		}](t, answer)
		seen += len(list.Items)
		if list.Next == nil {
			break
		}
		after = *list.Next
		first := list.Items[0]
		if answer := f.do(http.MethodDelete, fmt.Sprintf("/api/v1/sites/%d", first.ID), "", "If-Match", `"1"`); answer.Code != http.StatusNoContent {
			t.Fatalf("%d %s", answer.Code, answer.Body)
		}
	}
	if seen != 25 {
		t.Errorf("%d rows", seen)
	}
}
