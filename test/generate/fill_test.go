package generate

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"xuncha/model"
)

// fill gives every operation something that it can be done with: things in each of their states, and some that nothing
// refers to. A new operation needs a line here where the lists of the document have nothing that it takes.
func (w *world) fill() {
	office := w.fillRegister()
	w.fillUsers(office)
	w.fillCampaigns()
	w.fillWork()
	w.fillLibrary(office)
	w.fillBulletins()
	w.fillAbove()
	w.fillOutgoing()
}

const creditCode = "91350100M000100Y43" // the example of GB 32100-2015

// fillRegister makes organizations with sites and accounts in every state.
func (w *world) fillRegister() (office string) {
	organization := func(name, region string) string {
		return id(w.post("/organizations", object{"name": name, "short_name": name, "region_code": region, "provides_services": true, "credit_code": creditCode}))
	}
	office = organization("市政府办公室", "422801")
	others := []string{organization("市教育局", "422801"), organization("利川市政府", "422802"), organization("州教育局", "422800")}
	gone := organization("市旧局", "422801")
	w.verb("/organizations/"+gone+"/dissolve", object{"reason": "机构改革"})
	organization("市新局", "422801") // with nothing, so that it can go
	for n, o := range append(others, office, office, office, office) {
		site, account := w.things(n+1, o)
		for path, thing := range map[string]object{"/sites/": site, "/accounts/": account} {
			switch n {
			case 4:
				w.verb(path+id(thing)+"/suspend", object{"reason": "升级"})
			case 5:
				w.verb(path+id(thing)+"/close", object{"reason": "并入"})
			}
		}
	}
	w.post("/organizations/"+office+"/contacts", object{"name": "联系人", "mobile": "13800000000"})
	w.post("/regions", object{"code": "422899", "name": "示例市", "short_name": "示例市"})
	return office
}

// things are a site and an account of an organization.
func (w *world) things(n int, organization string) (site, account object) {
	site = w.post("/sites", object{
		"code": fmt.Sprintf("422801%04d", n), "name": fmt.Sprint("网站", n), "home_url": fmt.Sprintf("http://w%d.example.gov.cn/", n),
		"organization_id": number(organization), "is_portal": n%2 == 1, "opened_on": "2015-01-01",
	})
	account = w.post("/accounts", object{
		"platform": "wechat", "name": fmt.Sprint("账号", n), "platform_account_id": fmt.Sprint("id", n), "organization_id": number(organization),
		"opened_on": "2015-01-01",
	})
	return site, account
}

func number(text string) (n uint64) {
	_, _ = fmt.Sscan(text, &n) // of what has been written as one
	return n
}

// fillUsers makes somebody of every role who has logged in, and some whom nobody is.
func (w *world) fillUsers(office string) {
	user := func(name string, role model.Role, region string) object {
		body := object{"name": name, "role": role, "region_code": region, "password": password}
		if role == model.RoleUnitStaff {
			delete(body, "region_code")
			body["organization_id"] = number(office)
		}
		return w.post("/users", body)
	}
	scopes := slices.DeleteFunc(slices.Clone(model.Permissions), func(p model.Permission) bool { return !model.RoleIntegration.Has(p) })
	for _, role := range model.Roles {
		region := map[model.Role]string{model.RoleAdmin: "all", model.RoleCountyAdmin: "422801"}[role]
		if region == "" {
			region = "4228"
		}
		if role == model.RoleIntegration {
			key := w.post("/tokens", object{"name": "对接", "role": role, "region_code": region, "scopes": scopes})
			w.actors = append(w.actors, actor{"integration", role, fmt.Sprint(key["token"])})
			continue
		}
		user("user-"+string(role), role, region)
		w.actors = append(w.actors, w.login("user-"+string(role), role))
	}
	for _, name := range []string{"user-begun", "user-guarded"} {
		user(name, model.RoleViewer, "4228")
		who := w.login(name, model.RoleViewer)
		w.actors = append(w.actors, who)
		w.secrets[name] = fmt.Sprint(w.do(who, http.MethodPost, "/me/totp", object{})["secret"])
		if name == "user-guarded" {
			w.do(who, http.MethodPost, "/me/totp/confirm", object{"code": codeOf(w.secrets[name], 0)})
		}
	}
	disabled := user("user-disabled", model.RoleViewer, "4228")
	w.verb("/users/"+id(disabled)+"/disable", object{"reason": "调离"})
	w.post("/tokens", object{"name": "旧对接", "role": "viewer", "region_code": "4228"})
}

// login logs a user in whose password was given by another, and gives it one of its own.
func (w *world) login(name string, role model.Role) actor {
	session := func(with string) actor {
		return actor{name, role, fmt.Sprint(w.post("/sessions", object{"name": name, "password": with})["token"])}
	}
	w.do(session(password), http.MethodPut, "/me/password", object{"current_password": password, "new_password": "another " + password})
	again := session("another " + password)
	w.do(again, http.MethodPut, "/me/password", object{"current_password": "another " + password, "new_password": password})
	return session(password)
}

// campaign makes one of a county, opened where it is to be.
func (w *world) campaign(round int, open bool, with object) string {
	body := object{
		"title": fmt.Sprint("抽查", round), "year": 2022, "round": round, "region_code": "422801", "monitoring_date": "2022-09-30",
	}
	for name, value := range with {
		body[name] = value
	}
	code := fmt.Sprint(w.post("/campaigns", body)["code"])
	if open {
		w.verb("/campaigns/"+code+"/open", nil)
	}
	return code
}

// targets are the ids of the inspections of a campaign, those of sites first.
func (w *world) targets(code string) (ids []string) {
	w.forget()
	for _, kind := range []string{"site", "account"} {
		for _, i := range w.list(w.actors[0], "inspections") {
			if i["campaign"] == code && i["kind"] == kind {
				ids = append(ids, written(i["id"]))
			}
		}
	}
	if len(ids) < 3 {
		w.t.Fatalf("the campaign %s has %d targets", code, len(ids))
	}
	return ids
}

// submit gives a target a result with faults, in the name of an inspector, so that another one can confirm it.
func (w *world) submit(target string, findings ...object) {
	if findings == nil {
		findings = []object{}
	}
	w.change(w.as(model.RoleInspector), http.MethodPut, "/inspections/"+target+"/submission", object{"findings": findings})
}

func fault(indicator string) object {
	return object{"indicator": indicator, "description": "栏目未更新", "location_url": "http://w1.example.gov.cn/" + indicator, "occurrences": 1}
}

// fillCampaigns makes campaigns in every state, with results in every state.
func (w *world) fillCampaigns() {
	for round := 1; round <= 4; round++ { // published twice, closed, and ready to be closed
		code := w.campaign(round, true, nil)
		for i, target := range w.targets(code) {
			if i == 0 {
				w.submit(target, fault("S1"))
				continue
			}
			w.submit(target)
		}
		if round < 4 {
			w.verb("/campaigns/"+code+"/close", nil)
		}
		if round < 3 {
			w.verb("/campaigns/"+code+"/publish", nil)
		}
	}
	w.campaign(5, false, nil)
	w.campaign(6, true, object{"review_required": true})
	w.campaign(7, true, object{"region_code": "422800"})
	w.campaign(8, true, nil)
}

// items decodes the items of an answer.
func items(a answer) (all []object) {
	var found struct{ Items []object }
	_ = json.Unmarshal(a.Body, &found) // what is no list has no items
	return found.Items
}
