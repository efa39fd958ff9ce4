package blackbox

import (
	"bytes"
	"encoding/csv"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xuncha/test/harness"
)

// object is a JSON object to send.
type object = map[string]any

// The shapes below have only what the tests look at.

type list[T any] struct {
	Items []T     `json:"items"`
	Total int     `json:"total"`
	Next  *string `json:"next"`
}

type thing struct {
	ID             uint64   `json:"id"`
	Code           string   `json:"code"`
	Name           string   `json:"name"`
	HomeURL        string   `json:"home_url"`
	Platform       string   `json:"platform"`
	OrganizationID uint64   `json:"organization_id"`
	RegionCode     string   `json:"region_code"`
	State          string   `json:"state"`
	CloseReason    string   `json:"close_reason"`
	Version        uint64   `json:"version"`
	AllowedActions []string `json:"allowed_actions"`
}

type counts struct {
	Create    int `json:"create"`
	Update    int `json:"update"`
	Unchanged int `json:"unchanged"`
	Conflict  int `json:"conflict"`
	Rejected  int `json:"rejected"`
	Dismissed int `json:"dismissed"`
	Warnings  int `json:"warnings"`
}

type importJob struct {
	ID      uint64 `json:"id"`
	State   string `json:"state"`
	DryRun  bool   `json:"dry_run"`
	Counts  counts `json:"counts"`
	Version uint64 `json:"version"`
}

type importRow struct {
	Number   int               `json:"number"`
	Line     int               `json:"line"`
	Outcome  string            `json:"outcome"`
	Problems []rowProblem      `json:"problems"`
	Values   map[string]string `json:"values"`
	SiteID   uint64            `json:"site_id"`
	Applied  bool              `json:"applied"`
}

type rowProblem struct {
	Column     string `json:"column"`
	Code       string `json:"code"`
	Suggestion string `json:"suggestion"`
	Warning    bool   `json:"warning"`
}

type inspection struct {
	ID     uint64 `json:"id"`
	Kind   string `json:"kind"`
	Target struct {
		Code       string `json:"code"`
		Name       string `json:"name"`
		Platform   string `json:"platform"`
		IsPortal   bool   `json:"is_portal"`
		RegionCode string `json:"region_code"`
	} `json:"target"`
	Status        string   `json:"status"`
	Verdict       *string  `json:"verdict"`
	DeductedScore *float64 `json:"deducted_score"`
	BonusScore    *float64 `json:"bonus_score"`
	FinalScore    *float64 `json:"final_score"`
	Revision      int      `json:"revision"`
	Explanation   []struct {
		Code      string  `json:"code"`
		Indicator string  `json:"indicator"`
		Counted   float64 `json:"counted"`
		Detail    string  `json:"detail"`
	} `json:"explanation"`
	Findings []object `json:"findings"`
	Note     string   `json:"note"`
}

const (
	round        = "422800-2022-3"
	sitesFile    = "sites-2022q3.csv"
	accountsFile = "accounts-2022q3.csv"
	tableFile    = "accounts-by-county-2022q3.csv"
)

// seed is a file of the round of 2022.
func seed(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "service", "demo", "seed", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// cells reads a CSV file, with or without a byte order mark.
func cells(t *testing.T, file []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// upload imports a file as the body of the request.
func upload(c harness.Client, query string, file []byte) harness.Answer {
	return c.Do(http.StatusCreated, http.MethodPost, "/imports?"+query, file, "Content-Type", "text/csv")
}

// form is a file as the part of a form.
func form(t *testing.T, name string, file []byte) (body []byte, media string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), w.FormDataContentType()
}

// tag is the ETag of a version.
func tag(t *testing.T, c harness.Client, path string) string {
	t.Helper()
	return c.Do(http.StatusOK, http.MethodGet, path, nil).Tag()
}

// total is the length of a list.
func total(c harness.Client, path string) int {
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	return harness.Get[list[object]](c, path+separator+"size=1").Total
}

// export is a list as a file.
func export(c harness.Client, path string) string {
	return string(c.Do(http.StatusOK, http.MethodGet, path, nil, "Accept", "text/csv").Body)
}
