package matrix

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/bulletin"
)

// unissued are the canaries of what was written by hand and not issued: that of the prefecture, which no county may read, and
// that of county A, which the staff of its organizations may not.
var unissued = map[string]string{"P": "X0", "A": "A9", "B": "B9", "C": "C9"}

// addBulletins gives everybody wordings and texts, and an issued bulletin that is being
// corrected: what was issued is read by all who see the campaign, the words of the correction by those of its area.
func (w *world) addBulletins() {
	w.issued = map[string]string{}
	for _, owner := range []string{"B", "P", "A", "C"} {
		n := w.next()
		words := bulletin.Default()
		words.Closing = named("结语", owner, n)
		t := must[model.BulletinTemplate](w)(w.BulletinTemplates.Create(w.ctx, w.office(owner), model.BulletinTemplateEdit{
			Name: named("模板", owner, n), RegionCode: model.OptionalRegion(regionOf[owner]), TemplateWords: words,
		}))
		w.addID(aTemplate, owner, t.ID)
		p := must[model.Passage](w)(w.Passages.Create(w.ctx, w.office(owner), model.PassageEdit{
			RegionCode: regionOf[owner], Title: named("标题", owner, n), Text: named("段落", owner, n),
		}))
		w.addID(aPassage, owner, p.ID)
	}
	for _, owner := range []string{"B", "P", "A", "C"} {
		w.addBulletin(owner)
	}
}

// office is who writes the bulletins of an owner.
func (w *world) office(owner string) model.Actor {
	return model.Actor{TokenID: 1, Name: named("拟稿人", owner, 0), Role: model.RoleAdmin, Scope: regionOf[owner].Area()}
}

func (w *world) addBulletin(owner string) {
	code, office := w.first(aCampaign, owner).name, w.office(owner)
	state := w.text("SELECT state FROM campaigns WHERE code = ?", code)
	// As if it had been published and was reopened since: the world needs it open.
	w.execute("UPDATE campaigns SET state = 'published' WHERE code = ?", code)
	v := w.writeBulletin(office, code, 0, owner)
	_, faults, err := w.Bulletins.Checks(w.ctx, office, code)
	w.must(err)
	for _, f := range faults {
		if !f.Warning {
			w.t.Fatalf("%s of %s at %s: %v", f.Code, owner, f.Place, f.Args)
		}
		v = must[service.BulletinView](w)(w.Bulletins.Accept(w.ctx, office, code, v.Version, f.Key, model.Reason{Reason: named("缘由", owner, 1)}))
	}
	v = must[service.BulletinView](w)(w.Bulletins.Issue(w.ctx, office, code, v.Version, model.BulletinIssuing{}))
	w.execute("UPDATE campaigns SET state = ? WHERE code = ?", state, code)
	d := must[service.BulletinDocument](w)(w.Bulletins.Document(w.ctx, office, code, "json", 1))
	var content bytes.Buffer
	w.must(d.Write(w.ctx, &content))
	w.issued[code] = content.String()
	v = must[service.BulletinView](w)(w.Bulletins.Correct(w.ctx, office, code, v.Version, model.Reason{Reason: named("更正", unissued[owner], 1)}))
	w.writeBulletin(office, code, v.Version, unissued[owner])
	w.add(aBulletin, owner, code)
}

// writeBulletin writes the words of an owner into every text of a bulletin.
func (w *world) writeBulletin(office model.Actor, code string, version uint64, owner string) service.BulletinView {
	w.t.Helper()
	text := func(what string) string { return named(what, owner, 1) }
	return must[service.BulletinView](w)(w.Bulletins.Update(w.ctx, office, code, version, func(e model.BulletinEdit) (model.BulletinEdit, error) {
		e.Number, e.Title, e.Addressees, e.Preamble = text("文号"), text("通报"), text("主送"), text("引言")
		e.Closing, e.Copies, e.Named = text("结语"), text("抄送"), true
		for _, key := range model.BulletinSections {
			e.Sections[key] = text("正文")
		}
		return e, nil
	}))
}

// issuedWith reports whether a request is for a bulletin whose issue has the canary: that is everybody's who asks for it.
func (w *world) issuedWith(target, canary string) bool {
	for code, text := range w.issued {
		if strings.HasPrefix(target, "/api/v1/campaigns/"+code+"/bulletin") || target == "/bulletins/"+code {
			return strings.Contains(strings.ToLower(text), strings.ToLower(canary))
		}
	}
	return false
}

// A bulletin that was never issued shows each caller its own rows, and nobody outside of its area a word of its text.
func TestUnissuedBulletinsShowOnlyTheOwn(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		w := m.world
		w.addCampaign("P", true)
		code := w.things[len(w.things)-1].name
		w.writeBulletin(w.office("P"), code, 0, unissued["P"])
		for _, who := range w.identities() {
			if who.unknown || who.restricted || !who.role.Has(model.ReadCampaigns) || who.name == "unit_staff of nothing" {
				continue
			}
			target := "/api/v1/campaigns/" + code + "/bulletin"
			a := m.carry(who, request{method: http.MethodGet, target: target})
			above, partial := who.county == "P", strings.Contains(a.body, `"partial":true`)
			if a.status != 200 || partial == above || strings.Contains(a.body, canary("A1")) == false {
				t.Errorf("%s: %s", who, a)
			}
			if above != strings.Contains(a.body, canary("B1")) || above != strings.Contains(a.body, canary(unissued["P"])) {
				t.Errorf("%s reads of another: %s", who, a)
			}
			for _, query := range []string{"", "?issue=0", "?format=json", "?format=docx&issue=0"} {
				want := map[bool]int{true: 200, false: 403}[above]
				if a := m.carry(who, request{method: http.MethodGet, target: target + "/document" + query}); a.status != want {
					t.Errorf("the document%s for %s: %s", query, who, a)
				}
			}
			if a := m.carry(who, request{method: http.MethodGet, target: target + "/document?issue=1"}); a.status != 404 {
				t.Errorf("an issue that is not there for %s: %s", who, a)
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}

// Everybody reads what was issued, and nothing of its correction, of what was never issued, or of what does not exist.
func TestThePublicPageHasWhatWasIssued(t *testing.T) {
	each(t, func(t *testing.T, m *matrix) {
		nobody := identity{name: "anonymous", unknown: true}
		read := func(code string) answer {
			return m.carry(nobody, request{method: http.MethodGet, target: "/bulletins/" + code})
		}
		for _, b := range m.world.of(aBulletin) {
			a := read(b.name)
			if a.status != 200 || !strings.Contains(a.body, canary(b.owner)) || strings.Contains(a.body, canary(unissued[b.owner])) {
				t.Errorf("%s: %s", b.owner, a)
			}
		}
		none := read(fmt.Sprint(regionOf["A"], "-2022-99"))
		for _, c := range m.world.of(aCampaign) {
			if m.world.issued[c.name] != "" {
				continue
			}
			if a := read(c.name); a.status != 404 || strings.ReplaceAll(a.body, c.name, fmt.Sprint(regionOf["A"], "-2022-99")) != none.body {
				t.Errorf("%s, which was not issued: %s", c.name, a)
			}
		}
		if len(m.faults) > 0 {
			t.Error(describe(m.faults))
		}
	})
}
