package service_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/repository"
)

var bulletinForms = []string{"json", "docx", "xlsx", "html"}

// key is that of a warning as the checks tell it, or of nothing.
func (p *press) key(code string) string {
	if code == "" || code == "nothing" {
		return "0000000000000000"
	}
	_, faults, err := p.w.Bulletins.Checks(p.w.ctx, operator, p.campaign.Code)
	if err != nil {
		p.w.t.Fatal(err)
	}
	for _, f := range faults {
		if f.Code == code {
			return f.Key
		}
	}
	return "0000000000000000"
}

// take notes a step that was done.
func (p *press) take(s proposal) {
	b, reason := p.b, ""
	switch s.verb {
	case model.VerbUpdateBulletin:
		b.closing, b.passages, b.template = s.closing, s.choose, s.wording
	case model.VerbAcceptWarning:
		b.accepted[s.code], reason = s.reason, s.reason
	case model.VerbIssueBulletin:
		issue := plainIssue{reason: b.reason, says: p.says(), documents: map[string]string{}}
		codes, _ := p.warnings()
		for _, code := range codes {
			issue.accepted = append(issue.accepted, b.accepted[code])
		}
		for _, form := range bulletinForms {
			issue.documents[form] = p.w.document(p.campaign, form, len(b.issues)+1)
		}
		b.state, b.reason, b.issues = model.BulletinIssued, "", append(b.issues, issue)
	case model.VerbCorrectBulletin:
		b.state, b.reason, reason = model.BulletinCorrecting, s.reason, s.reason
	}
	b.done = append(b.done, string(s.verb)+" "+reason)
}

// verb is one step by somebody.
func (p *press) verb(t *rapid.T) { p.attempt(t, p.draw(t)) }

// onward is what people do who want to get done.
func (p *press) onward(t *rapid.T) {
	s := proposal{who: writers[0], on: p.b.version(), reason: fmt.Sprintf("理由%d", p.w.next()), wording: p.b.template, code: "nothing"}
	s.closing = "结语" + s.reason
	codes, _ := p.warnings()
	missing := slices.IndexFunc(codes, func(code string) bool { return p.b.accepted[code] == "" })
	switch stops := p.stops(); {
	case p.b.state == model.BulletinIssued:
		s.verb = model.VerbCorrectBulletin
	case missing >= 0:
		s.verb, s.code = model.VerbAcceptWarning, codes[missing]
	case stops != "":
		s.verb = model.VerbUpdateBulletin
	case p.campaign.State == model.CampaignOpen:
		p.campaign = p.w.publish(p.campaign)
		return
	default:
		s.verb = model.VerbIssueBulletin
	}
	p.attempt(t, s)
}

func (p *press) attempt(t *rapid.T, s proposal) {
	want, changes := p.fault(s)
	err := p.call(s, p.key(s.code))
	if got := refusedWith(err); got != want {
		t.Fatalf("%+v in %s: %q, want %q", s, p.b.state, got, want)
	}
	what, _, _ := strings.Cut(want, ":")
	p.seen[string(s.verb)+" "+what]++
	if changes && err == nil {
		p.take(s)
	}
}

// twice lets two people work on one version at once: one does, the other is told that it is late.
func (p *press) twice(t *rapid.T) {
	one, two := p.draw(t), p.draw(t)
	first, changes := p.fault(one)
	second, alike := p.fault(two)
	if first+second != "" || !changes || !alike {
		return
	}
	keys := []string{p.key(one.code), p.key(two.code)}
	errs := together(func() error { return p.call(one, keys[0]) }, func() error { return p.call(two, keys[1]) })
	won := slices.Index(errs, nil)
	if won < 0 || refusal(errs[1-won]) != "stale_version" {
		t.Fatalf("two at once, %s and %s: %v", one.verb, two.verb, errs)
	}
	p.seen["twice"]++
	p.take([]proposal{one, two}[won])
}

// publish ends the campaign, or takes it up again, and with it the result of a site.
func (p *press) publish(t *rapid.T) {
	w := p.w
	if p.campaign.State == model.CampaignOpen {
		p.campaign = w.publish(p.campaign)
		return
	}
	if rapid.Bool().Draw(t, "amid") {
		p.amid(t)
		return
	}
	p.campaign = must[model.Campaign](w.t)(w.Campaigns.Reopen(w.ctx, operator, p.campaign.Code, p.campaign.Version, today))
	p.turn()
}

// turn gives the second site the other result.
func (p *press) turn() {
	for _, i := range p.w.targets(p.campaign.Code) {
		if i.TargetCode == p.sites[1].Code {
			if p.failed = !p.failed; p.failed {
				p.w.result(i.ID, veto("后来发现的问题"))
			} else {
				p.w.result(i.ID)
			}
		}
	}
}

// amid takes the campaign up again while its bulletin is issued: the issue is from before or is none.
func (p *press) amid(t *rapid.T) {
	w, s := p.w, proposal{who: writers[0], verb: model.VerbIssueBulletin, on: p.b.version()}
	if want, _ := p.fault(s); want != "" {
		return
	}
	errs := together(
		func() error { return p.call(s, "") },
		func() error {
			return only(w.Campaigns.Reopen(w.ctx, operator, p.campaign.Code, p.campaign.Version, today))
		},
	)
	if errs[1] != nil || (errs[0] != nil && refusal(errs[0]) != "bulletin_not_published") {
		t.Fatalf("issued and taken up again at once: %v", errs)
	}
	if errs[0] == nil {
		p.take(s)
	}
	p.seen["amid "+refusal(errs[0])]++
	p.campaign = must[model.Campaign](w.t)(w.Campaigns.Get(w.ctx, operator, p.campaign.Code))
}

// register changes what was inspected.
func (p *press) register(*rapid.T) {
	w, verb := p.w, model.VerbClose
	if p.closed {
		verb = model.VerbReopen
	}
	p.sites[1] = must[model.Site](w.t)(w.Sites.Move(w.ctx, operator, p.sites[1].ID, p.sites[1].Version, verb, today))
	p.closed = !p.closed
	site := must[model.Site](w.t)(w.Sites.Update(w.ctx, operator, p.sites[0].ID, p.sites[0].Version, set(func(e *model.SiteEdit) {
		e.Name = fmt.Sprintf("改名%d", w.next())
	})))
	p.sites[0] = site
}

// wordings adds a wording, or removes one, which a bulletin that names it does not let go.
func (p *press) wordings(t *rapid.T) {
	w := p.w
	if len(p.templates) > 0 && seldom(t, "remove") {
		at := rapid.IntRange(0, len(p.templates)-1).Draw(t, "template")
		want := ""
		if p.templates[at].id == p.b.template {
			want = "template_in_use"
		}
		expect(t, w.BulletinTemplates.Delete(w.ctx, operator, p.templates[at].id, 1), want)
		if want == "" {
			p.templates = slices.Delete(p.templates, at, at+1)
		}
		p.seen["wording removed "+want]++
		return
	}
	e := w.templateEdit("422800")
	e.Closing = fmt.Sprintf("版本%d", w.next())
	row := must[model.BulletinTemplate](w.t)(w.BulletinTemplates.Create(w.ctx, operator, e))
	p.templates = append(p.templates, plainTemplate{row.ID, e.Closing})
}

// library adds, changes and removes texts.
func (p *press) library(t *rapid.T) {
	w, c := p.w, pick(t, "passage", p.passages...)
	switch what := pick(t, "what", "add", "change", "change", "remove"); {
	case what == "add":
		row := w.passage("422800")
		p.passages = append(p.passages, &plainPassage{id: row.ID, version: 1, text: row.Text})
	case c.gone:
	case what == "change":
		c.text = fmt.Sprintf("段落%d", w.next())
		row := must[model.Passage](w.t)(w.Passages.Update(w.ctx, operator, c.id, c.version, func(e model.PassageEdit) (model.PassageEdit, error) {
			e.Text = c.text
			return e, nil
		}))
		c.version = row.Version
	default:
		expect(t, w.Passages.Delete(w.ctx, operator, c.id, c.version), "")
		c.gone = true
	}
}

// Whatever people do at a bulletin, to its campaign and to what it is made of, it goes only the ways that the table of its
// states has, and what was issued stays, byte for byte.
func TestBulletinsKeepToThePlainModel(t *testing.T) {
	seen := map[string]int{}
	each(t, func(t *testing.T, w *world) {
		property(t, func(rt *rapid.T) {
			for _, table := range strings.Fields("bulletin_pieces bulletin_issues bulletin_revisions bulletins bulletin_templates passages") {
				execute(t, w.store, "DELETE FROM "+table)
			}
			execute(t, w.store, "UPDATE sites SET state = 'closed'") // so that this campaign has sites of its own
			p := newPress(w, seen)
			for range rapid.IntRange(4, 9).Draw(rt, "steps") {
				pick(rt, "step", p.onward, p.onward, p.onward, p.onward, p.onward, p.onward, p.verb, p.verb, p.verb, p.twice, p.twice, p.publish, p.publish,
					p.register, p.wordings, p.library)(rt)
				p.look(rt)
			}
		})
	}, repository.WithPool(8))
	// The control: all of this came to pass, so the rules above were asked.
	for _, what := range []string{
		"update ", "accept ", "issue ", "correct ", "update forbidden", "update wrong_state correct", "issue wrong_state correct", "correct wrong_state update, accept, issue",
		"issue bulletin_not_published", "twice",
	} {
		if seen[what] == 0 {
			t.Errorf("never seen: %s, but %v", what, slices.Sorted(maps.Keys(seen)))
		}
	}
}
