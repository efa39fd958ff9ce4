package generate

import (
	"fmt"
	"net/http"

	"xuncha/model"
)

// fillAbove makes reports to the system above in each of their states, and comparisons with its list.
func (w *world) fillAbove() {
	report := func(verbs ...string) string {
		path := "/reports/" + id(w.post("/reports", object{"kind": "accounts", "region_code": "422801"}))
		for _, verb := range verbs {
			who := w.actors[0]
			if verb == "confirm" { // who made it does not
				who = w.called("user-admin")
			}
			w.change(who, http.MethodPost, path+"/"+verb, nil)
		}
		return path
	}
	report()
	report("cancel")
	report("confirm")
	sent := report("confirm", "send")
	w.forget()
	rows := items(w.read(w.actors[0], "/api/v1"+sent+"/rows?state=ready"))
	if len(rows) == 0 {
		w.t.Fatalf("nothing was sent: %s", w.read(w.actors[0], "/api/v1"+sent+"/rows").Body)
	}
	w.rowKey = fmt.Sprint(rows[0]["row_key"])
	const list = "平台,账号名称,账号ID,主办单位\n微信,上级账号,id99,市政府办公室\n微信,账号1,id1,市教育局\n"
	for _, who := range []actor{w.actors[0], w.as(model.RoleCountyAdmin)} {
		w.do(who, http.MethodPost, "/reconciliations?kind=account&register=provincial&region=422801", list)
	}
}

// fillOutgoing makes what other systems are called by, and names of columns for files that are taken in.
func (w *world) fillOutgoing() {
	for range 2 {
		hook := w.post("/webhooks", object{"description": "门户", "region_code": "4228", "url": "https://hooks.example.gov.cn/xuncha"})
		w.post("/webhooks/"+id(hook)+"/test", nil)
	}
	w.do(w.actors[0], http.MethodPost, "/imports?kind=sites&background=true", siteLines) // nobody works on it
	paused := w.post("/webhooks", object{"description": "停用", "region_code": "4228", "url": "https://hooks.example.gov.cn/xuncha"})
	w.verb("/webhooks/"+id(paused)+"/pause", object{"reason": "维护"})
	for _, name := range []string{"县级上报表", "州级上报表"} {
		w.post("/import-mappings", object{"name": name, "kind": "sites", "region_code": "422801", "fields": object{"站点编号": "code"}})
	}
}
