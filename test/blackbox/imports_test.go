package blackbox

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// tableOf is a workbook with rows of texts below a title.
func tableOf(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cellsOf are the cells of the first sheet of a workbook.
func cellsOf(t *testing.T, file []byte) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

type importProgress struct {
	importJob

	Progress *struct {
		Phase     string `json:"phase"`
		RowsRead  int    `json:"rows_read"`
		RowsTotal *int   `json:"rows_total"`
	} `json:"progress"`
	Failure *struct {
		Code string `json:"code"`
	} `json:"failure"`
	LeftOut []struct {
		Line   int    `json:"line"`
		Reason string `json:"reason"`
		Text   string `json:"text"`
	} `json:"left_out"`
	AllowedActions []string `json:"allowed_actions"`
}

// ended waits until a file is taken in.
func ended(t *testing.T, c harness.Client, path string) importProgress {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if job := harness.Get[importProgress](c, path); job.State != "waiting" && job.State != "running" {
			return job
		}
	}
	t.Fatal("the file is still being taken in")
	return importProgress{}
}

// All kinds of files, from the template to the report that is mended and sent again.
func TestImportsOfEveryKind(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		template := c.Do(http.StatusOK, http.MethodGet, "/imports/templates/organizations", nil)
		if head := cellsOf(t, template.Body)[0]; head[0] != "单位名称" || head[5] != "统一社会信用代码" {
			t.Errorf("the template begins with %q", head)
		}
		if csv := c.Do(http.StatusOK, http.MethodGet, "/imports/templates/results?format=csv", nil); !strings.HasPrefix(string(csv.Body), "\ufeff网站标识码,平台") {
			t.Errorf("as CSV: %s", csv.Body)
		}
		c.Do(http.StatusNotFound, http.MethodGet, "/imports/templates/people", nil)
		organizations := tableOf(
			t, []any{"单位一览表"}, []any{"单位名称", "行政区划代码", "上级单位"}, []any{"甲局", "422801"}, []any{"乙局", "422801", "甲局"}, []any{"丙局", "9"}, []any{"合计", 3},
		)
		job := harness.Decode[importProgress](t, c.Do(http.StatusCreated, http.MethodPost, "/imports?kind=organizations&file_name=单位.xlsx", organizations, "Content-Type", xlsx))
		if job.Counts != (counts{Create: 2, Rejected: 1}) || len(job.LeftOut) != 2 || job.LeftOut[1].Reason != "total" || job.LeftOut[1].Line != 6 {
			t.Errorf("%+v", job)
		}
		mendAndSend(t, c, fmt.Sprint("/imports/", job.ID))
		contacts := "单位,姓名,手机\n甲局,示例联系人,13800000001\n丁局,示例,\n"
		job = harness.Decode[importProgress](t, c.Do(http.StatusCreated, http.MethodPost, "/imports?kind=contacts", contacts, "Content-Type", "text/csv"))
		if job.Counts != (counts{Create: 1, Rejected: 1}) {
			t.Errorf("%+v", job)
		}
		sites := "站点编号;站名;网址\n4228010001;甲站;http://a.gov.cn/\n4228010002;乙站;http://b.gov.cn/\n"
		mapping := create(t, c, "/import-mappings", object{"name": "上报表", "kind": "sites", "region_code": "422801", "fields": object{"站点编号": "code", "站名": "name"}})
		mapped := harness.Get[thing](c, mapping)
		if list := harness.Get[list[thing]](c, "/import-mappings?kind=sites"); len(list.Items) != 1 {
			t.Errorf("%+v", list)
		}
		c.Do(http.StatusOK, http.MethodPatch, mapping, object{"name": "县级上报表"}, "If-Match", tag(t, c, mapping))
		path := fmt.Sprint("/imports?kind=sites&mapping=", mapped.ID)
		job = harness.Decode[importProgress](t, c.Do(http.StatusCreated, http.MethodPost, path, sites, "Content-Type", "text/csv"))
		if job.Counts != (counts{Create: 2}) {
			t.Errorf("by a mapping: %+v", job)
		}
		again := harness.Decode[importProgress](t, c.Do(http.StatusOK, http.MethodPost, path, sites, "Content-Type", "text/csv"))
		if again.ID != job.ID {
			t.Errorf("the same file is import %d, then %d", job.ID, again.ID)
		}
		c.Do(http.StatusNoContent, http.MethodDelete, mapping, nil, "If-Match", tag(t, c, mapping))
		takesResults(t, c)
	})
}

// mendAndSend mends the report of a file as its sender would, and sends it.
func mendAndSend(t *testing.T, c harness.Client, path string) {
	t.Helper()
	answer := c.Do(http.StatusOK, http.MethodGet, path+"/report", nil)
	if name := answer.Header.Get("Content-Disposition"); !strings.Contains(name, url.PathEscape("单位-回执.xlsx")) {
		t.Errorf("the report is called %s", name)
	}
	rows := cellsOf(t, answer.Body)
	if rows[0][0] != "单位一览表" || rows[1][3] != "结果" || rows[2][3] != "已新增" || rows[4][3] != "未通过" || !strings.Contains(rows[4][4], "行政区划代码：") || rows[5][0] != "合计" {
		t.Fatalf("%q", rows)
	}
	rows[4][1] = "422801"
	var mended [][]any
	for _, row := range rows {
		var cells []any
		for _, cell := range row {
			cells = append(cells, cell)
		}
		mended = append(mended, cells)
	}
	job := harness.Decode[importProgress](t, c.Do(http.StatusCreated, http.MethodPost, "/imports?kind=organizations", tableOf(t, mended...), "Content-Type", xlsx))
	if job.Counts != (counts{Create: 1, Unchanged: 2}) {
		t.Errorf("the mended report: %+v", job)
	}
}

func takesResults(t *testing.T, c harness.Client) {
	t.Helper()
	campaign := create(t, c, "/campaigns", object{"title": "抽查", "year": 2022, "round": 3, "region_code": "422800", "monitoring_date": "2022-09-30", "kinds": []string{"site"}})
	code := campaign[strings.LastIndex(campaign, "/")+1:]
	c.Do(http.StatusOK, http.MethodPost, campaign+"/open", nil, "If-Match", tag(t, c, campaign))
	results := "网站标识码,检查指标,问题描述,扣分\n4228010001,S2,一周打不开,\n4228010002,无问题,,\n4228010009,,,\n"
	job := harness.Decode[importProgress](t, c.Do(http.StatusCreated, http.MethodPost, "/imports?kind=results&campaign="+code, results, "Content-Type", "text/csv"))
	if job.Counts != (counts{Create: 2, Rejected: 1}) {
		t.Errorf("results: %+v", job)
	}
	row := harness.Get[struct {
		InspectionID int `json:"inspection_id"`
	}](c, fmt.Sprint("/imports/", job.ID, "/rows/1"))
	inspection := harness.Get[struct {
		Verdict string `json:"verdict"`
	}](c, fmt.Sprint("/inspections/", row.InspectionID))
	if inspection.Verdict != "fail" {
		t.Errorf("the verdict is %q", inspection.Verdict)
	}
}

// A large file is taken in beside the requests. Its sender sees how far it is, and may call it back.
func TestLargeImports(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		large := func(region string) string {
			var file strings.Builder
			file.WriteString(header)
			for i := range 1500 {
				fmt.Fprintf(&file, "%s%04d,站%d,http://s%d.gov.cn/\n", region, i, i, i)
			}
			return file.String()
		}
		answer := c.Do(http.StatusAccepted, http.MethodPost, "/imports?kind=sites", large("422801"), "Content-Type", "text/csv")
		path := strings.TrimPrefix(answer.Header.Get("Location"), "/api/v1")
		if job := harness.Decode[importProgress](t, answer); job.State != "waiting" || job.Progress == nil || job.Progress.Phase != "queued" || fmt.Sprint(job.AllowedActions) != "[cancel]" {
			t.Errorf("%s", answer.Body)
		}
		done := ended(t, c, path)
		if done.State != "applied" || done.Counts != (counts{Create: 1500}) || done.Progress != nil {
			t.Errorf("%+v", done)
		}
		small := header + "4228020001,甲,http://a.gov.cn/\n"
		answer = c.Do(http.StatusAccepted, http.MethodPost, "/imports?kind=sites&dry_run=true", small, "Content-Type", "text/csv", "Prefer", "wait=1, respond-async")
		if answer.Header.Get("Preference-Applied") != "respond-async" {
			t.Errorf("the preference is not confirmed: %v", answer.Header)
		}
		if job := ended(t, c, strings.TrimPrefix(answer.Header.Get("Location"), "/api/v1")); job.State != "previewed" || job.Counts != (counts{Create: 1}) {
			t.Errorf("%+v", job)
		}
		answer = c.Do(http.StatusAccepted, http.MethodPost, "/imports?kind=sites", brokenBook(t), "Content-Type", xlsx)
		if job := ended(t, c, strings.TrimPrefix(answer.Header.Get("Location"), "/api/v1")); job.State != "failed" || job.Failure.Code != "not_xlsx" {
			t.Errorf("%+v", job)
		}
		keyed := func(status int, file string) harness.Answer {
			return c.Do(status, http.MethodPost, "/imports?kind=sites", file, "Content-Type", "text/csv", "Prefer", "respond-async", "Idempotency-Key", "one-file")
		}
		first := keyed(http.StatusAccepted, header+"4228020002,乙,http://b.gov.cn/\n")
		ended(t, c, strings.TrimPrefix(first.Header.Get("Location"), "/api/v1"))
		again := keyed(http.StatusAccepted, header+"4228020002,乙,http://b.gov.cn/\n")
		if again.Header.Get("Location") != first.Header.Get("Location") || again.Header.Get("Idempotency-Replayed") != "true" || total(c, "/sites") != 1501 {
			t.Errorf("by its key: %v, then %v, %d sites", first.Header, again.Header, total(c, "/sites"))
		}
		keyed(http.StatusUnprocessableEntity, header+"4228020003,丙,http://c.gov.cn/\n")
		cancels(t, c, large("422802"))
	})
}

// brokenBook is a large workbook whose damage shows only behind its first thousand rows.
func brokenBook(t *testing.T) []byte {
	t.Helper()
	rows := [][]any{{"网站标识码", "网站名称", "首页地址"}}
	for i := range 3000 {
		rows = append(rows, []any{fmt.Sprint(4228030000 + i), fmt.Sprint("站", i*i), "http://a.gov.cn/"})
	}
	file := tableOf(t, rows...)
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		if part.Name == "xl/worksheets/sheet1.xml" {
			at, err := part.DataOffset()
			if err != nil {
				t.Fatal(err)
			}
			copy(file[at+int64(part.CompressedSize64)-200:], make([]byte, 100))
		}
	}
	return file
}

// cancels calls files back until one was still waiting or running.
func cancels(t *testing.T, c harness.Client, file string) {
	t.Helper()
	for try := range 50 {
		before := total(c, "/sites")
		answer := c.Do(http.StatusAccepted, http.MethodPost, fmt.Sprint("/imports?kind=sites&file_name=", try), file+strings.Repeat("\n", try), "Content-Type", "text/csv")
		path := strings.TrimPrefix(answer.Header.Get("Location"), "/api/v1")
		cancelled, err := c.Send(http.MethodPost, path+"/cancel", nil, "If-Match", tag(t, c, path))
		if err != nil {
			t.Fatal(err)
		}
		if cancelled.Status == http.StatusOK {
			if job := ended(t, c, path); job.State != "cancelled" || total(c, "/sites") != before {
				t.Errorf("%+v, and %d sites instead of %d", job, total(c, "/sites"), before)
			}
			c.Do(http.StatusConflict, http.MethodPost, path+"/cancel", nil, "If-Match", tag(t, c, path))
			return
		}
		ended(t, c, path)
	}
	t.Error("every file was in before it could be called back")
}
