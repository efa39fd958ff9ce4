package api

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
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
			"format=docx":           "Bad Request invalid_fields format:not_one_of",
			"charset=gb18030":       "Bad Request invalid_fields charset:charset_is_of_csv",
			"format=csv&charset=u":  "Bad Request invalid_fields charset:not_one_of",
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

// Every form has the same rows, and tells as a trailer how many there are.
func TestFormsOfAList(t *testing.T) {
	const rows = 1_100
	f := newFixture(t, dbtest.SQLite(t))
	fill(t, f, rows)
	plain := strings.TrimPrefix(f.do(http.MethodGet, "/api/v1/sites?format=csv", "").Body.String(), "\ufeff")
	want, err := csv.NewReader(strings.NewReader(plain)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"format=csv", "format=xlsx", "format=ndjson", "format=csv&charset=gb18030"} {
		if got := f.do(http.MethodGet, "/api/v1/sites?"+target, "").Result().Trailer.Get("X-Row-Count"); got != strconv.Itoa(rows) {
			t.Errorf("%s: %q rows", target, got)
		}
	}

	answer := f.do(http.MethodGet, "/api/v1/sites", "", "Accept", "text/csv; charset=GB18030")
	if got := answer.Header().Get("Content-Type"); got != "text/csv; charset=gb18030" {
		t.Error(got)
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().String(answer.Body.String())
	if err != nil || decoded != plain {
		t.Errorf("GB18030 has another text: %v", err)
	}

	book, err := excelize.OpenReader(f.do(http.MethodGet, "/api/v1/sites?format=xlsx", "").Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.GetRows("sites")
	if err != nil || len(got) != rows+1 {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, line := range want {
		if cell := strings.TrimPrefix(line[1], "'"); got[i][0] != line[0] || got[i][1] != cell {
			t.Fatalf("row %d: %q, want %q", i, got[i], line)
		}
	}

	lines := strings.Split(strings.TrimSuffix(f.do(http.MethodGet, "/api/v1/sites?format=ndjson", "").Body.String(), "\n"), "\n")
	if len(lines) != rows {
		t.Fatalf("%d lines", len(lines))
	}
	first := f.do(http.MethodGet, "/api/v1/sites/1", "").Body.String()
	if lines[0]+"\n" != first {
		t.Errorf("a line is %s, the thing %s", lines[0], first)
	}
}

// revokedMidway takes the right of the caller away when the first bytes of an answer leave.
type revokedMidway struct {
	*httptest.ResponseRecorder
	revoke func()
}

func (w *revokedMidway) Write(p []byte) (int, error) {
	if w.revoke != nil {
		w.revoke()
		w.revoke = nil
	}
	return w.ResponseRecorder.Write(p)
}

// Who loses the right to read while a file is on its way gets no further piece of it, and no end that looks like one.
func TestRightsEndDuringAnExport(t *testing.T) {
	const rows = 3_500
	f := newFixture(t, dbtest.SQLite(t))
	fill(t, f, rows)
	operator := service.Operator("test")
	for _, format := range []string{"csv", "ndjson"} {
		for revoked, most := range map[bool]int{true: 1_100, false: rows + 1} {
			key, text, err := f.services.Tokens.Create(t.Context(), operator, model.TokenEdit{Name: format, Role: model.RoleViewer, Scope: "42"})
			if err != nil {
				t.Fatal(err)
			}
			answer := &revokedMidway{ResponseRecorder: httptest.NewRecorder()}
			if revoked {
				answer.revoke = func() {
					if _, err := f.services.Tokens.Revoke(t.Context(), operator, key.ID, key.Version, model.Reason{Reason: "试验"}); err != nil {
						t.Error(err)
					}
				}
			}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/sites?format="+format, http.NoBody)
			r.Header.Set("Authorization", "Bearer "+text)
			broken := func() (p any) {
				defer func() { p = recover() }()
				f.ServeHTTP(answer, r)
				return nil
			}()
			n := strings.Count(answer.Body.String(), "\n")
			if aborted := broken == http.ErrAbortHandler; aborted != revoked || n > most || !revoked && n < rows { //nolint:errorlint,err113 // as net/http compares
				t.Errorf("%s, revoked: %v: broken off by %v after %d lines", format, revoked, broken, n)
			}
		}
	}
}
