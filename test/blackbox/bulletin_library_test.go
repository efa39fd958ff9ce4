package blackbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"xuncha/repository/dbtest"
	"xuncha/test/harness"
)

type wordingRow struct {
	ID         uint64  `json:"id"`
	Name       string  `json:"name"`
	RegionCode *string `json:"region_code"`
	Edition    int     `json:"edition"`
	Version    uint64  `json:"version"`
	Words      object  `json:"words"`
}

// wording is a small one for an area, for the whole country without one.
func wording(name, region string) object {
	w := object{
		"name": name, "issuer": name, "title": "{{year}}年通报", "addressees": "各单位：", "site_annex": "网站表", "account_annex": "账号表",
		"sections": []object{{"key": "round", "when": "sites.present", "heading": "检查", "text": "共{{sites.targets}}家。"}},
		"closing":  name + "的结语",
	}
	if region != "" {
		w["region_code"] = region
	}
	return w
}

// Wordings have editions; a bulletin takes the newest of the narrowest area, or the one that it names.
func TestWordings(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		r := fewTargets(t, address, c, harness.NewClient(t, server.URL))
		closing := func() string { return harness.Get[bulletin](c, bulletinPath).Content.Closing[0].Text }
		shipped := harness.Get[wordingRow](c, "/bulletin-templates/0")
		if shipped.RegionCode != nil || shipped.Version != 0 || shipped.Words["title"] == "" {
			t.Errorf("%+v", shipped)
		}
		paths := map[string]string{}
		for _, step := range []struct{ name, region, takes string }{
			{"全国", "", "全国"}, {"省", "42", "省"}, {"州", "422800", "州"}, {"省", "42", "州"}, {"县", "422801", "州"}, {"州", "422800", "州"},
		} {
			paths[step.name] = create(t, c, "/bulletin-templates", wording(step.name, step.region))
			if got := closing(); got != step.takes+"的结语" {
				t.Errorf("after one of %s the bulletin takes %s", step.name, got)
			}
		}
		if row := harness.Get[wordingRow](c, paths["州"]); row.Edition != 2 || *row.RegionCode != "422800" || row.Version != 1 {
			t.Errorf("%+v", row)
		}
		checkReads(t, c, paths["州"])
		reaches(t, r, paths)
		id := harness.Get[wordingRow](c, paths["省"]).ID
		write(c, `"0"`, object{"template_id": id})
		if got := closing(); got != "省的结语" {
			t.Errorf("the one that is named: %s", got)
		}
		for _, wrong := range []uint64{harness.Get[wordingRow](c, paths["县"]).ID, 999999} {
			a := c.Do(http.StatusUnprocessableEntity, http.MethodPatch, bulletinPath, object{"template_id": wrong}, "If-Match", `"1"`)
			if p := wantCode(t, a, "invalid_fields"); p.Errors[0].Field != "template_id" {
				t.Errorf("%+v", p)
			}
		}
		wantCode(t, c.Do(http.StatusConflict, http.MethodDelete, paths["省"], nil, "If-Match", `"1"`), "template_in_use")
		write(c, `"1"`, object{"template_id": nil})
		checkConditions(t, c, http.MethodDelete, paths["县"], nil)
		c.Do(http.StatusNoContent, http.MethodDelete, paths["县"], nil, "If-Match", `"1"`)
		c.Do(http.StatusNotFound, http.MethodGet, paths["县"], nil)
		c.Do(http.StatusNotFound, http.MethodDelete, "/bulletin-templates/0", nil, "If-Match", `"0"`)
	})
}

// reaches looks from a county and from its neighbour, and from offices that may write.
func reaches(t *testing.T, r readers, paths map[string]string) {
	t.Helper()
	for i, c := range []harness.Client{r.county, r.staff, r.neighbour} {
		var names []string
		for _, row := range harness.Get[struct{ Items []wordingRow }](c, "/bulletin-templates").Items {
			names = append(names, row.Name)
		}
		if slices.Contains(names, "县") != (i < 2) || !slices.Contains(names, "全国") || names[len(names)-1] != "内置模板" {
			t.Errorf("%q", names)
		}
	}
	r.neighbour.Do(http.StatusNotFound, http.MethodGet, paths["县"], nil)
	r.neighbour.Do(http.StatusOK, http.MethodGet, paths["州"], nil)
	r.neighbour.Do(http.StatusForbidden, http.MethodPost, "/bulletin-templates", wording("甲", "422802"))
}

// Placeholders that mean nothing are refused with the field that they stand in, and nothing is ever read through them.
func TestWordingsThatMeanNothing(t *testing.T) {
	c := harness.Serve(t, sqlite(t)).Admin(t)
	for field, text := range map[string]string{
		"title": "{{nothing}}", "closing": "{{> /etc/passwd}}", "preamble": "{{#superior}}", "issuer": "{{=<% %>=}}<%> /etc/passwd %>", "copies": "{{",
		"addressees": "{{sites.targets.x}}", "site_annex": "{{label}}", "account_annex": "{{/year}}",
	} {
		body := wording("甲", "422800")
		body[field] = text
		p := wantCode(t, c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/bulletin-templates", body), "invalid_fields")
		if len(p.Errors) != 1 || p.Errors[0].Field != field || strings.Contains(p.Errors[0].Detail, "root:") {
			t.Errorf("%s: %+v", text, p.Errors)
		}
	}
	for field, text := range map[string]string{
		"key": "others", "when": "#sites}}{{/sites", "heading": "{{nothing}}", "text": "{{#sites.regions}}{{#superior}}{{#items}}{{/items}}{{/superior}}{{/sites.regions}}",
	} {
		body := wording("甲", "422800")
		body["sections"].([]object)[0][field] = text
		p := wantCode(t, c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/bulletin-templates", body), "invalid_fields")
		if len(p.Errors) != 1 || p.Errors[0].Field != "sections[0]."+field {
			t.Errorf("%s: %+v", text, p.Errors)
		}
	}
	twice := wording("甲", "422800")
	twice["sections"] = append(twice["sections"].([]object), twice["sections"].([]object)...)
	wantCode(t, c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/bulletin-templates", twice), "invalid_fields")
	c.Do(http.StatusUnprocessableEntity, http.MethodPost, "/bulletin-templates", wording("甲", "429900"))
}

// The library of texts, and a bulletin that takes some of them.
func TestPassages(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		r := fewTargets(t, address, c, harness.NewClient(t, server.URL))
		path := map[string]string{}
		ids := map[string]uint64{}
		for _, region := range []string{"42", "422800", "422801", "422802"} {
			path[region] = create(t, c, "/passages", object{"region_code": region, "title": "标题" + region, "text": "段落" + region})
			var id uint64
			if _, err := fmt.Sscanf(path[region], "/passages/%d", &id); err != nil {
				t.Fatal(err)
			}
			ids[region] = id
		}
		if a := string(r.county.Do(http.StatusOK, http.MethodGet, "/passages", nil).Body); !strings.Contains(a, "段落422801") || !strings.Contains(a, "段落422800") || strings.Contains(a, "段落422802") {
			t.Errorf("the county reads %s", a)
		}
		for region, status := range map[string]int{"42": 200, "422800": 200, "422801": 200, "422802": 404} {
			a := r.county.Do(status, http.MethodGet, path[region], nil)
			if status == 200 && (a.Header.Get("ETag") != `"1"` || !strings.Contains(string(a.Body), `"text":"段落`+region+`"`)) {
				t.Errorf("the county reads that of %s as %s", region, a.Body)
			}
		}
		text := func() string { return string(c.Do(http.StatusOK, http.MethodGet, bulletinPath, nil).Body) }
		write(c, `"0"`, object{"passages": []uint64{ids["422800"], ids["42"]}})
		if b := text(); strings.Index(b, "段落422800") > strings.Index(b, `段落42"`) || !strings.Contains(b, "（一）标题422800。") {
			t.Errorf("the chosen ones: %s", b)
		}
		a := c.Do(http.StatusUnprocessableEntity, http.MethodPatch, bulletinPath, object{"passages": []uint64{ids["422801"]}}, "If-Match", `"1"`)
		if p := wantCode(t, a, "invalid_fields"); p.Errors[0].Field != "passages" {
			t.Errorf("%+v", p)
		}
		checkConditions(t, c, http.MethodPatch, path["422800"], object{"text": "又"})
		c.Do(http.StatusOK, http.MethodPatch, path["422800"], object{"text": "改过的段落"}, "If-Match", `"1"`)
		c.Do(http.StatusUnprocessableEntity, http.MethodPatch, path["422800"], object{"region_code": "42"}, "If-Match", `"2"`)
		if b := text(); !strings.Contains(b, "改过的段落") {
			t.Errorf("the changed one: %s", b)
		}
		// What is gone stops the issue, and nobody from writing.
		c.Do(http.StatusNoContent, http.MethodDelete, path["42"], nil, "If-Match", `"1"`)
		write(c, `"1"`, object{"closing": "结语"})
		if checks := string(c.Do(http.StatusOK, http.MethodGet, bulletinPath+"/checks", nil).Body); !strings.Contains(checks, `"passage_gone"`) {
			t.Errorf("%s", checks)
		}
		write(c, `"2"`, object{"passages": []uint64{}})
		// A region is not deleted from under its texts.
		create(t, c, "/regions", object{"code": "422829", "name": "新县"})
		create(t, c, "/passages", object{"region_code": "422829", "title": "甲", "text": "乙"})
		wantCode(t, c.Do(http.StatusConflict, http.MethodDelete, "/regions/422829", nil, "If-Match", `"1"`), "still_referenced")
	})
}

// Texts by hand come back as they were sent, trimmed and composed, or are refused with their field.
func TestTextsOfBulletins(t *testing.T) {
	dbtest.EachMigrated(t, func(t *testing.T, address string) {
		server := harness.Serve(t, address)
		c := server.Admin(t)
		fewTargets(t, address, c, harness.NewClient(t, server.URL))
		limits := map[string]int{"number": 60, "title": 200, "addressees": 2000, "copies": 2000, "preamble": 10_000, "closing": 10_000, "sections.problems": 10_000, "sections.superior": 10_000}
		version := `"0"`
		for field, limit := range limits {
			inner, isSection := strings.CutPrefix(field, "sections.")
			for _, text := range append(slices.Clone(texts), strings.Repeat("𠮷", limit), strings.Repeat("a", limit+1), strings.Repeat("a", 1_000_000), "{{year}}", "{{> /etc/passwd}}", "{{#next}}") {
				body := object{inner: text}
				if isSection {
					body = object{"sections": body}
				}
				a, err := c.Send(http.MethodPatch, bulletinPath, body, "If-Match", version)
				if err != nil {
					t.Errorf("%s: %.40q: %v", field, text, err)
					continue
				}
				if a.Status != http.StatusOK {
					problem := harness.Decode[harness.Problem](t, a)
					if a.Status >= 500 || len(problem.Errors) == 0 || problem.Errors[0].Field != field {
						t.Errorf("%s: %.40q is refused with %d %.300s", field, text, a.Status, a.Body)
					}
					if text == strings.Repeat("𠮷", limit) {
						t.Errorf("%s does not take %d characters: %.300s", field, limit, a.Body)
					}
					continue
				}
				version = a.Tag()
				words := harness.Get[bulletin](c, bulletinPath).Words
				if isSection {
					words, _ = words["sections"].(object)
				}
				want := norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")))
				if words[inner] != want || len([]rune(want)) > limit || strings.Contains(text, "{{") && text != "{{year}}" && field != "number" {
					t.Errorf("%s: %.40q is stored as %.40q", field, text, words[inner])
				}
			}
		}
		for _, format := range []string{"html", "docx", "xlsx", "json"} {
			c.Do(http.StatusOK, http.MethodGet, bulletinPath+"/document?format="+format, nil)
		}
	})
}
