package generate

import (
	"fmt"
	"net/http"
	"strings"

	"xuncha/model"
)

// fillWork leaves targets of open campaigns in every state, with what belongs to them.
func (w *world) fillWork() {
	admin, reviewer := w.actors[0], w.as(model.RoleReviewer)
	inspector := number(fmt.Sprint(w.first("users", func(i item) bool { return i["role"] == string(model.RoleInspector) })["id"]))
	for _, code := range []string{"422801-2022-6", "422801-2022-8"} {
		targets := w.targets(code)
		path := func(i int) string { return "/inspections/" + targets[i] }
		w.submit(targets[0], fault("S1"), fault("D05"))
		w.submit(targets[1], fault("S1"))
		w.verb(path(2)+"/assign", object{"user_id": inspector})
		for _, who := range []actor{admin, w.as(model.RoleInspector)} {
			w.do(who, http.MethodPut, path(2)+"/draft", object{"findings": []object{fault("D05")}}, "If-Match", `"0"`)
		}
		w.change(admin, http.MethodPost, path(3)+"/waive", object{"reason": "停用"})
		if strings.HasSuffix(code, "6") {
			w.submit(targets[4])
			w.change(reviewer, http.MethodPost, path(4)+"/confirm", nil)
		}
	}
	w.submit(w.targets("422800-2022-7")[0], fault("S1"))
	w.fillEvidence()
	w.fillFindings()
	w.fillImports()
	w.fillSelfChecks()
}

// first is the first thing of a list that is as it is asked for.
func (w *world) first(noun string, is func(item) bool) item {
	w.t.Helper()
	for _, i := range w.list(w.actors[0], noun) {
		if is(i) {
			return i
		}
	}
	w.t.Fatalf("there is no such thing among the %s", noun)
	return nil
}

const picture = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDRpicture"

func (w *world) fillEvidence() {
	target := w.targets("422801-2022-8")[2]
	for _, query := range []string{"purpose=evidence", "purpose=evidence&moment=before", "purpose=proof&moment=after"} {
		w.do(w.actors[0], http.MethodPost, "/attachments?captured_at=2022-10-08T01:00:00Z&inspection="+target+"&"+query, picture+query)
	}
}

// fillFindings works on findings that can be worked on, until there is one of each state.
func (w *world) fillFindings() {
	w.post("/campaigns/422801-2022-8/findings/due", object{"due_on": "2022-10-28"})
	w.forget()
	admin := w.actors[0]
	var open []string
	for _, f := range w.list(admin, "findings") {
		if f["state"] == "open" && !strings.HasSuffix(fmt.Sprint(f["campaign"]), "-6") { // whose results are not confirmed
			open = append(open, "/findings/"+written(f["id"]))
		}
	}
	if len(open) < 5 {
		w.t.Fatalf("only %d findings are open", len(open))
	}
	for i, finding := range open[:4] {
		switch i {
		case 0, 1:
			w.change(admin, http.MethodPost, finding+"/submit", object{"done": "已改正"})
			if i == 1 {
				w.change(w.as(model.RoleReviewer), http.MethodPost, finding+"/accept", nil)
			}
		case 2:
			w.verb(finding+"/exempt", object{"reason": "关停", "until": "2023-03-31"})
		case 3:
			for range 2 {
				w.post(finding+"/measures", object{"kind": "talk", "taken_on": "2022-10-08", "persons": 1})
			}
		}
	}
}

const (
	siteLines    = "网站标识码,网站名称,首页地址,是否门户\n4228010091,导入站,http://in.example.gov.cn/,否\n4228010092,有误站,http://in .example.gov.cn/,否\n"
	accountLines = "账号名称,平台,主办单位,账号ID,行政区划代码\n导入账号,微信,市政府办公室,id91,422801\n"
)

func (w *world) fillImports() {
	county := w.as(model.RoleCountyAdmin)
	for _, who := range []actor{w.actors[0], county} {
		w.do(who, http.MethodPost, "/imports?kind=sites&dry_run=true&file_name=a.csv", siteLines)
		w.do(who, http.MethodPost, "/imports?kind=accounts&dry_run=true", accountLines)
	}
	w.do(county, http.MethodPost, "/imports?kind=sites", "网站标识码,网站名称,首页地址,是否门户\nx,坏行,http://b.example.gov.cn/,否\ny,坏行,,否\n")
}

func (w *world) fillSelfChecks() {
	for _, who := range []actor{w.as(model.RoleCountyAdmin), w.as(model.RoleUnitStaff)} {
		for _, finish := range []bool{false, false, true} {
			site := w.list(who, "sites")[0]
			made := w.do(who, http.MethodPost, "/self-checks", object{
				"site_id": site["id"], "campaign": "422801-2022-8", "checked_on": "2022-10-07", "findings": []object{fault("D05")},
			})
			if finish {
				w.change(who, http.MethodPost, "/self-checks/"+id(made)+"/finish", nil)
			}
		}
	}
}

// fillLibrary makes what the work is done by: catalogues, wordings, texts.
func (w *world) fillLibrary(office string) {
	for _, path := range []string{"/catalogues", "/bulletin-templates", "/passages"} {
		o := w.find(http.MethodPost, "/api/v1"+path)
		body, _ := o.RequestBody.Value.Content["application/json"].Example.(map[string]any)
		w.post(path, body)
	}
	w.post("/organizations/"+office+"/contacts", object{"name": "另一人", "office_phone": "0718-8000000"})
	w.things(90, office) // in no campaign
}

// fillBulletins leaves one that was issued, one that can be, and one with faults to accept.
func (w *world) fillBulletins() {
	write := func(code string) string {
		path := "/campaigns/" + code + "/bulletin"
		w.forget()
		w.do(w.actors[0], http.MethodPatch, path, object{"title": "通报", "number": "恩州数〔2022〕" + code[len(code)-1:] + "号"}, "If-Match", w.stateOf(w.actors[0], "/api/v1"+path).tag)
		return path
	}
	for _, code := range []string{"422801-2022-1", "422801-2022-2", "422801-2022-3"} {
		path := write(code)
		if code == "422801-2022-3" {
			continue
		}
		w.forget()
		for _, f := range items(w.read(w.actors[0], "/api/v1"+path+"/checks")) {
			if f["severity"] == "warning" {
				w.verb(path+"/acceptances", object{"key": f["key"], "reason": "属实"})
			}
		}
		if code == "422801-2022-1" {
			w.verb(path+"/issue", object{})
		}
	}
}
