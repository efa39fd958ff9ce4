package blackbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// provincial is the shipped catalogue as a province could issue it: everything of D05 is lost at once.
func provincial(t *testing.T, c harness.Client) object {
	t.Helper()
	catalogue := harness.Get[object](c, "/catalogues/1")
	catalogue["issuer"], catalogue["document"] = "湖北省人民政府办公厅", "鄂政办函〔2022〕7号"
	catalogue["region_code"], catalogue["preferred"], catalogue["effective_from"] = "42", true, "2022-07-01"
	return catalogue
}

// A catalogue is sent as JSON, read as a workbook, edited and sent back, withdrawn, and used for what-ifs.
func TestCatalogues(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		c := harness.Serve(t, address).Admin(t)
		loadRegister(t, c)
		openRound(t, c) // it takes the national one, the only one there is
		body := provincial(t, c)
		dry := harness.Decode[object](t, c.Do(http.StatusOK, http.MethodPost, "/catalogues?dry_run=true", body))
		if dry["id"] != 0.0 || len(harness.Get[list[object]](c, "/catalogues").Items) != 1 {
			t.Errorf("a dry run: %v", dry["id"])
		}
		created := harness.Decode[object](t, c.Do(http.StatusCreated, http.MethodPost, "/catalogues", body))
		for name := range body {
			if name != "id" && name != "version" && !cmp.Equal(body[name], created[name]) {
				t.Errorf("%s: %s", name, cmp.Diff(body[name], created[name]))
			}
		}
		path := fmt.Sprint("/catalogues/", created["id"])
		if diff := cmp.Diff(created, harness.Get[object](c, path)); diff != "" {
			t.Errorf("what was created and what is read:\n%s", diff)
		}
		next := harness.Decode[object](t, c.Do(http.StatusCreated, http.MethodPost, "/campaigns", object{
			"title": "又", "year": 2022, "round": 4, "region_code": "422800", "monitoring_date": "2022-12-31",
		}))
		if next["catalogue"] != created["id"] {
			t.Errorf("a new round takes %v", next["catalogue"])
		}
		editsWorkbook(t, c, path)
		refusesCatalogues(t, c, path, body)
		whatIfs(t, c, created["id"])
	})
}

// editsWorkbook downloads a catalogue, lowers a figure in the file and sends it back as the next version.
func editsWorkbook(t *testing.T, c harness.Client, path string) {
	t.Helper()
	download := c.Do(http.StatusOK, http.MethodGet, path+"?format=xlsx", nil)
	if media := download.Header.Get("Content-Type"); media != xlsxType {
		t.Errorf("the workbook comes as %s", media)
	}
	file, err := excelize.OpenReader(bytes.NewReader(download.Body))
	if err != nil {
		t.Fatal(err)
	}
	set := func(sheet, cell string, value any) {
		if err := file.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	content := func() []byte {
		var edited bytes.Buffer
		if _, err := file.WriteTo(&edited); err != nil {
			t.Fatal(err)
		}
		return edited.Bytes()
	}
	set("目录", "B3", "鄂政办函〔2024〕1号")
	set("目录", "B7", "2024-01-01")
	overlaps := c.Do(http.StatusConflict, http.MethodPost, "/catalogues", content(), "Content-Type", xlsxType)
	wantProblem(t, overlaps, "catalogue_overlaps", "目录!B7 生效日期")
	why := object{"reason": "有新版", "on": "2023-12-31"}
	withdrawn := harness.Decode[object](t, c.Do(http.StatusOK, http.MethodPost, path+"/withdraw", why, "If-Match", `"1"`))
	if withdrawn["effective_to"] != "2023-12-31" || withdrawn["version"] != 2.0 {
		t.Errorf("withdrawn: %v", withdrawn["effective_to"])
	}
	set("指标", "I16", "五分") // the maximum of D06
	wantProblem(t, c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/catalogues", content(), "Content-Type", xlsxType),
		"invalid_fields", "指标!I16 最高分值")
	set("指标", "I16", 99)
	wantProblem(t, c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/catalogues", content(), "Content-Type", xlsxType),
		"invalid_fields", "目录!B11 扣分总分", "分组!B2 总分")
	if err := file.SetCellFormula("指标", "I16", "1+1"); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/catalogues", content(), "Content-Type", xlsxType),
		"invalid_fields", "指标!I16")

	again, err := excelize.OpenReader(bytes.NewReader(download.Body))
	if err != nil {
		t.Fatal(err)
	}
	file = again
	set("目录", "B3", "鄂政办函〔2024〕1号")
	set("目录", "B7", "2024-01-01")
	media, form := formOf(t, content())
	second := harness.Decode[object](t, c.Do(http.StatusCreated, http.MethodPost, "/catalogues", form, "Content-Type", media))
	first := harness.Get[object](c, path)
	if diff := cmp.Diff(first["indicators"], second["indicators"]); diff != "" || second["effective_from"] != "2024-01-01" {
		t.Errorf("what came back from the workbook:\n%s", diff)
	}
	c.Do(http.StatusNoContent, http.MethodDelete, fmt.Sprint("/catalogues/", second["id"]), nil, "If-Match", `"1"`)
}

// formOf is a form with the file.
func formOf(t *testing.T, file []byte) (media string, form []byte) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "目录.xlsx")
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), body.Bytes()
}

// wantProblem checks the code of a refusal and the fields that it names.
func wantProblem(t *testing.T, a harness.Answer, code string, fields ...string) {
	t.Helper()
	p := harness.Decode[struct {
		Code   string
		Errors []struct{ Field string }
	}](t, a)
	var named []string
	for _, e := range p.Errors {
		named = append(named, e.Field)
	}
	if p.Code != code || !cmp.Equal(fields, named) {
		t.Errorf("refused with %s %q, want %s %q", p.Code, named, code, fields)
	}
}

func refusesCatalogues(t *testing.T, c harness.Client, path string, body object) {
	t.Helper()
	send := func(change func(object)) harness.Answer {
		var copied object
		text, err := json.Marshal(body)
		if err == nil {
			err = json.Unmarshal(text, &copied)
		}
		if err != nil {
			t.Fatal(err)
		}
		copied["document"], copied["issuer"] = "别", "别"
		change(copied)
		return c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/catalogues", copied)
	}
	wantProblem(t, send(func(o object) { o["deduction_total"] = 99 }), "invalid_fields", "deduction_total")
	wantProblem(t, send(func(o object) { o["groups"].([]any)[3].(object)["total"] = 20 }), "invalid_fields", "groups[3].total")
	wantProblem(t, send(func(o object) { o["indicators"].([]any)[1].(object)["code"] = "s1" }), "invalid_fields", "indicators[1].code")
	wantProblem(t, send(func(o object) { o["indicators"].([]any)[1].(object)["measure"] = []any{1} }), "invalid_fields", "indicators[1].measure")
	var many []object
	for i := range 10_000 {
		many = append(many, object{"code": fmt.Sprint("X", i)})
	}
	wantProblem(t, send(func(o object) { o["indicators"] = many }), "invalid_fields", "indicators")
	for media, content := range map[string][]byte{xlsxType: []byte("PK\x03\x04"), "application/octet-stream": []byte("a,b\n")} {
		wantProblem(t, c.Do(http.StatusBadRequest, http.MethodPost, "/catalogues", content, "Content-Type", media), "not_xlsx")
	}
	c.Do(http.StatusUnsupportedMediaType, http.MethodPost, "/catalogues", []byte("a,b\n"), "Content-Type", "text/csv")
	wantProblem(t, c.Do(http.StatusConflict, http.MethodDelete, "/catalogues/1", nil, "If-Match", `"1"`), "catalogue_in_use")
	wantProblem(t, c.Do(http.StatusConflict, http.MethodDelete, path, nil, "If-Match", `"2"`), "catalogue_in_use")
}

// whatIfs asks what a result, and the round, would be under the other catalogue.
func whatIfs(t *testing.T, c harness.Client, other any) {
	t.Helper()
	portal := harness.Get[list[object]](c, "/inspections?portal=true&size=1&campaign="+round).Items[0]
	path := fmt.Sprint("/inspections/", portal["id"])
	c.Do(http.StatusConflict, http.MethodGet, path+"/assessment", nil)
	findings := object{"findings": []object{{"indicator": "D05"}, {"description": "仅记录"}}}
	c.Do(http.StatusOK, http.MethodPut, path+"/submission", findings, "If-Match", tag(t, c, path))
	standing := c.Do(http.StatusOK, http.MethodGet, path, nil).Body

	got := harness.Get[map[string]any](c, fmt.Sprint(path, "/assessment?pass_line=99.5&catalogue=", other))
	if got["differs"] != true || got["what_if"].(object)["verdict"] != "fail" || got["standing"].(object)["verdict"] != "pass" {
		t.Errorf("the what-if of a result: %v", got)
	}
	if lines := got["what_if"].(object)["explanation"].([]any); len(lines) < 3 {
		t.Errorf("it is explained by %v", lines)
	}
	whole := harness.Get[struct {
		Total   struct{ Changed int }
		Targets []object `json:"changed_targets"`
	}](c, fmt.Sprint("/campaigns/", round, "/what-if?pass_line=99.5&kind=site&limit=5&catalogue=", other))
	if whole.Total.Changed != 1 || len(whole.Targets) != 1 || whole.Targets[0]["inspection_id"] != portal["id"] {
		t.Errorf("the what-if of the round: %+v", whole)
	}
	for _, query := range []string{"catalogue=x", "pass_line=101", "pass_line=-1", "pass_line=a", "limit=1001", "skip=-1", "colour=red"} {
		c.Do(http.StatusBadRequest, http.MethodGet, "/campaigns/"+round+"/what-if?"+query, nil)
	}
	if again := c.Do(http.StatusOK, http.MethodGet, path, nil).Body; !bytes.Equal(standing, again) {
		t.Error("a what-if changed the result")
	}
	if text := string(standing); !strings.Contains(text, `"verdict":"pass"`) {
		t.Error(text)
	}
}
