package fault

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"xuncha/test/harness"
)

// mappings tries the headers of tables.
func (b *breaker) mappings(c harness.Client) {
	b.t.Helper()
	for i, op := range []operation{
		{"POST", "/import-mappings", object{"name": "甲", "kind": "sites", "region_code": "422801", "fields": object{"编号": "code"}}, "INSERT import_mappings"},
		{"PATCH", "/import-mappings/{import_mappings}", object{"name": "乙"}, "UPDATE import_mappings"},
		{"DELETE", "/import-mappings/{import_mappings}", nil, "DELETE import_mappings"},
	} {
		b.carryOut(c, op, fmt.Sprint("mapping-", i))
	}
}

// largeFile tries a file that is taken in beside the requests. It comes last: a worker changes things then.
func (b *breaker) largeFile(c harness.Client) {
	b.t.Helper()
	file := "网站标识码,网站名称,首页地址\n4228020001,后台甲,http://a.gov.cn/\n"
	b.carryOut(c, operation{"POST", "/imports?kind=sites&background=true", file, "INSERT imports,INSERT import_pieces,INSERT import_jobs"}, "large-file")
	ended(b.t, c, fmt.Sprint("/imports/", b.Number("SELECT MAX(id) FROM imports")))
}

// ended waits until a file is taken in, and answers how that has ended.
func ended(t *testing.T, c harness.Client, path string) string {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if state := progressOf(c, path).State; state != "waiting" && state != "running" {
			return state
		}
	}
	t.Fatal("the file is still being taken in")
	return ""
}

type progress struct {
	State    string `json:"state"`
	Progress struct {
		Phase    string `json:"phase"`
		RowsRead int    `json:"rows_read"`
	} `json:"progress"`
}

func progressOf(c harness.Client, path string) progress { return harness.Get[progress](c, path) }

// at reports whether the work on a file has come to a phase, or beyond it.
func (p progress) at(phase string) bool {
	switch {
	case p.State != "waiting" && p.State != "running":
		return true
	case phase == "waiting":
		return true
	case phase == "reading":
		return p.Progress.RowsRead > 0
	}
	return p.Progress.Phase == phase
}

func locationOf(a harness.Answer) string {
	return strings.TrimPrefix(a.Header.Get("Location"), "/api/v1")
}
