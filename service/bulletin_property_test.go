package service_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// plainIssue is a bulletin that was issued: what it says, and the bytes of its documents.
type plainIssue struct {
	reason    string
	says      string
	accepted  []string
	documents map[string]string
}

// plainBulletin is a bulletin as anybody would describe it.
type plainBulletin struct {
	state    model.BulletinState
	closing  string // by hand
	passages []*plainPassage
	template uint64
	accepted map[string]string // the code of a warning, and the reason
	reason   string            // of the correction that is made
	done     []string          // verbs with their reasons, the newest last: as many as its version
	issues   []plainIssue
}

func (b *plainBulletin) version() uint64 { return uint64(len(b.done)) }

// plainPassage is a text of the library.
type plainPassage struct {
	id, version uint64
	text        string
	gone, other bool // removed, or of a county
}

// plainTemplate is a wording, of which only the closing is its own.
type plainTemplate struct {
	id      uint64
	closing string
}

// press is where bulletins are made, beside the program.
type press struct {
	w         *world
	seen      map[string]int
	campaign  model.Campaign
	sites     []model.Site
	failed    bool // whether the second site has
	closed    bool
	templates []plainTemplate // the newest last
	passages  []*plainPassage
	b         *plainBulletin
}

// writer is somebody who works on bulletins or tries to, and how a verb of theirs is refused before anything else is looked at.
type writer struct {
	model.Actor
	refused string
}

var writers = []writer{
	{operator, ""},
	{operator, ""},
	{actor(model.RoleAdmin, "4228"), ""},
	{actor(model.RoleAdmin, "4228"), ""},
	{actor(model.RoleAdmin, model.Scope(countyA)), "campaign_of_larger_area"},
	{actor(model.RoleAdmin, "43"), missing},
	{actor(model.RoleViewer, "4228"), "forbidden"},
	{clerkA, "forbidden"},
}

// allowed are the verbs of a state, as the refusals list them.
var allowed = map[model.BulletinState]string{
	model.BulletinDraft: "update, accept, issue", model.BulletinIssued: "correct", model.BulletinCorrecting: "update, accept, issue",
}

// press of one campaign in which the first site has a name that the checks warn of.
func newPress(w *world, seen map[string]int) *press {
	p := &press{w: w, seen: seen, b: &plainBulletin{state: model.BulletinDraft, accepted: map[string]string{}}}
	e := w.siteEdit(w.organization(countyA))
	e.Name = fmt.Sprintf("某 网站%d", w.made)
	p.sites = append(p.sites, must[model.Site](w.t)(w.Sites.Create(w.ctx, operator, e)), w.site(w.organization(countyB)))
	p.campaign = w.open("422800", onlySites("2022-09-30"))
	w.pass(p.campaign.Code)
	for _, region := range []model.RegionCode{"422800", countyA} {
		row := w.passage(region)
		p.passages = append(p.passages, &plainPassage{id: row.ID, version: 1, text: row.Text, other: region == countyA})
	}
	return p
}

// warnings are the codes of what the checks warn of, in their order, and where.
func (p *press) warnings() (codes, places []string) {
	codes, places = []string{"odd_name"}, []string{"annexes.1.rows[1]"}
	if p.closed {
		codes, places = append(codes, "target_closed"), append(places, "targets")
	}
	return codes, places
}

// stops is how an issue is refused for what the bulletin says; empty for not at all.
func (p *press) stops() string {
	var faults []string
	if slices.ContainsFunc(p.b.passages, func(c *plainPassage) bool { return c.gone }) {
		faults = append(faults, "sections.next:passage_gone")
	}
	if strings.Contains(p.b.closing, "138") {
		faults = append(faults, "closing:personal_data")
	}
	if strings.Contains(p.b.closing, "不合格7家") {
		faults = append(faults, "closing:number_contradicts")
	}
	codes, places := p.warnings()
	for i, code := range codes {
		if p.b.accepted[code] == "" {
			faults = append(faults, places[i]+":"+code)
		}
	}
	if len(faults) == 0 {
		return ""
	}
	return "bulletin_has_faults " + strings.Join(faults, " ")
}

// says is what a reader would find in the bulletin: closing, next steps, failures.
func (p *press) says() string {
	closing := p.b.closing
	switch at := slices.IndexFunc(p.templates, func(t plainTemplate) bool { return t.id == p.b.template }); {
	case closing != "":
	case at >= 0:
		closing = p.templates[at].closing
	case len(p.templates) > 0:
		closing = p.templates[len(p.templates)-1].closing
	default:
		closing = shipped
	}
	next := "的"
	if len(p.b.passages) > 0 {
		next = ""
	}
	for _, c := range p.b.passages {
		if !c.gone {
			next += c.text
		}
	}
	return fmt.Sprint(closing, "|", next, "|", p.failed)
}

// shipped is the closing of the program's own wording.
const shipped = "各单位要对照本次抽查发现的问题举一反三，认真抓好整改，并按时反馈整改情况。"

// said is the same of what the program answers.
func said(c model.BulletinContent) string {
	v := service.BulletinView{Content: c}
	next := "的"
	if !strings.Contains(section(v, "next"), "强化安全管理") {
		next = ""
		for _, s := range c.Sections {
			for _, p := range s.Passages {
				if s.Key == "next" {
					next += p.Text
				}
			}
		}
	}
	closing := ""
	for _, p := range c.Closing {
		closing += p.Text
	}
	return fmt.Sprint(closing, "|", next, "|", strings.Contains(section(v, "round"), "不合格1家"))
}

// proposal is a change that somebody wants to make to the bulletin.
type proposal struct {
	who     writer
	verb    model.BulletinVerb
	on      uint64 // the version that it is made on
	closing string
	choose  []*plainPassage
	wording uint64
	code    string // of the warning
	reason  string
}

func (p *press) draw(t *rapid.T) proposal {
	s := proposal{
		who: pick(t, "who", writers...), on: p.b.version(), reason: fmt.Sprintf("理由%d", p.w.next()),
		verb: pick(t, "verb", model.VerbUpdateBulletin, model.VerbUpdateBulletin, model.VerbAcceptWarning, model.VerbAcceptWarning,
			model.VerbIssueBulletin, model.VerbIssueBulletin, model.VerbIssueBulletin, model.VerbCorrectBulletin),
		code: pick(t, "code", "odd_name", "odd_name", "target_closed", "passage_gone", "nothing"), wording: p.b.template,
		closing: pick(t, "closing", fmt.Sprintf("结语%d", p.w.made), fmt.Sprintf("结语%d", p.w.made), "", p.b.closing, "不合格7家。", "电话13800138000。"),
		choose:  p.b.passages,
	}
	if seldom(t, "late") && s.on > 0 {
		s.on--
	}
	if s.verb != model.VerbAcceptWarning {
		s.code = ""
	}
	if rapid.Bool().Draw(t, "choose") {
		s.choose = nil
		for range rapid.IntRange(0, 2).Draw(t, "passages") {
			s.choose = append(s.choose, pick(t, "passage", p.passages...))
		}
	}
	if len(p.templates) > 0 && seldom(t, "wording") {
		s.wording = pick(t, "template", p.templates...).id
	}
	return s
}

// fault is how a step is refused, and whether it changes anything.
func (p *press) fault(s proposal) (refusal string, changes bool) {
	switch b := p.b; {
	case s.who.refused != "":
		return s.who.refused, false
	case s.on != b.version():
		return "stale_version", false
	case !slices.Contains(strings.Split(allowed[b.state], ", "), string(s.verb)):
		return "wrong_state " + allowed[b.state], false
	case s.verb == model.VerbUpdateBulletin:
		for _, c := range s.choose {
			if (c.gone || c.other) && !slices.Contains(b.passages, c) {
				return "invalid_fields passages:passage_of_other_area", false
			}
		}
		return "", s.closing != b.closing || !slices.Equal(s.choose, b.passages) || s.wording != b.template
	case s.verb == model.VerbAcceptWarning:
		if s.code == "passage_gone" && strings.Contains(p.stops(), s.code) {
			return "invalid_fields key:error_not_acceptable", false
		}
		if codes, _ := p.warnings(); !slices.Contains(codes, s.code) {
			return "invalid_fields key:no_such_warning", false
		}
	case s.verb == model.VerbIssueBulletin && p.campaign.State != model.CampaignPublished:
		return "bulletin_not_published", false
	case s.verb == model.VerbIssueBulletin:
		return p.stops(), true
	}
	return "", true
}

// refusedWith is a refusal with the verbs that are allowed, where it names them.
func refusedWith(err error) string {
	var e *model.Error
	if errors.As(err, &e) && e.Code == "wrong_state" {
		return e.Code + " " + fmt.Sprint(e.Args[1])
	}
	return refusal(err)
}

func (p *press) call(s proposal, key string) error {
	w, code := p.w, p.campaign.Code
	switch s.verb {
	case model.VerbUpdateBulletin:
		return only(w.Bulletins.Update(w.ctx, s.who.Actor, code, s.on, func(e model.BulletinEdit) (model.BulletinEdit, error) {
			e.Closing, e.TemplateID, e.Passages = s.closing, model.OptionalID(s.wording), []uint64{}
			for _, c := range s.choose {
				e.Passages = append(e.Passages, c.id)
			}
			return e, nil
		}))
	case model.VerbAcceptWarning:
		return only(w.Bulletins.Accept(w.ctx, s.who.Actor, code, s.on, key, model.Reason{Reason: s.reason}))
	case model.VerbIssueBulletin:
		return only(w.Bulletins.Issue(w.ctx, s.who.Actor, code, s.on, model.BulletinIssuing{}))
	case model.VerbCorrectBulletin:
		return only(w.Bulletins.Correct(w.ctx, s.who.Actor, code, s.on, model.Reason{Reason: s.reason}))
	}
	panic(s.verb)
}
