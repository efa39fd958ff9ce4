package service_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xuncha/model"
	"xuncha/service"
)

// look holds what everybody reads to the paper.
func (p *press) look(t *rapid.T) {
	w, b := p.w, p.b
	v := w.bulletin(operator, p.campaign)
	wanted := p.says()
	if b.state == model.BulletinIssued {
		wanted = b.issues[len(b.issues)-1].says
	}
	want := fmt.Sprint(b.state, " v", b.version(), " ", wanted, " ", b.closing, " ", b.template, " ", len(b.accepted), " ", b.reason, " ", len(b.issues), " false")
	got := fmt.Sprint(v.State, " v", v.Version, " ", said(v.Content), " ", v.Words.Closing, " ", v.TemplateID, " ", len(v.Accepted), " ", v.Reason, " ", len(v.Issues), " ", v.Partial)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-paper +program)\n%s", diff)
	}
	p.history(t)
	for n, issue := range b.issues {
		told := v.Issues[len(v.Issues)-1-n]
		var accepted []string
		for _, a := range told.Accepted {
			accepted = append(accepted, a.Reason)
		}
		if told.Number != n+1 || told.Reason != issue.reason || !slices.Equal(accepted, issue.accepted) {
			t.Fatalf("%+v was issued with %q, accepted %q", told, issue.reason, issue.accepted)
		}
		for _, file := range told.Files {
			now := w.document(p.campaign, file.Format, n+1)
			if now != issue.documents[file.Format] || file.SHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(now))) {
				t.Fatalf("the %s of issue %d is not what was issued", file.Format, n+1)
			}
		}
	}
	for i, a := range []model.Actor{clerkA, clerkB} {
		p.below(t, a, p.sites[i].Code)
	}
}

func (p *press) history(t *rapid.T) {
	revisions, err := p.w.Bulletins.Revisions(p.w.ctx, operator, p.campaign.Code)
	if err != nil || len(revisions) != len(p.b.done) {
		t.Fatalf("%d revisions, want %d, %v", len(revisions), len(p.b.done), err)
	}
	for i, r := range revisions { // the newest first
		at := len(p.b.done) - 1 - i
		if r.Version != uint64(at+1) || string(r.Verb)+" "+r.Reason != p.b.done[at] {
			t.Fatalf("revision %d: %s %s, want %s", r.Version, r.Verb, r.Reason, p.b.done[at])
		}
	}
}

// below is what a county reads: its own rows before the first issue, all of the newest issue from then on.
func (p *press) below(t *rapid.T, a model.Actor, code string) {
	v := p.w.bulletin(a, p.campaign)
	rows := v.Content.Annexes[0].Rows
	if v.Words.Closing+v.Reason != "" || len(v.Accepted) > 0 || v.TemplateID != 0 {
		t.Fatalf("%s reads how it is made: %+v", a.Scope, v.Bulletin)
	}
	if len(p.b.issues) == 0 {
		if _, err := p.w.Bulletins.Document(p.w.ctx, a, p.campaign.Code, "docx", service.NewestIssue); refusal(err) != "not_issued" {
			t.Fatalf("the draft for %s: %v", a.Scope, err)
		}
		if !v.Partial || len(rows) != 1 || rows[0][1] != code || len(v.Content.Sections)+len(v.Content.Closing)+len(v.Content.Figures.Regions) > 0 {
			t.Fatalf("%s reads %+v", a.Scope, v.Content)
		}
		return
	}
	var content model.BulletinContent
	newest := p.b.issues[len(p.b.issues)-1]
	if err := json.Unmarshal([]byte(newest.documents["json"]), &content); err != nil {
		t.Fatal(err)
	}
	if v.Partial || len(rows) != len(content.Annexes[0].Rows) || len(rows) < 2 || said(v.Content) != newest.says || said(content) != newest.says {
		t.Fatalf("%s reads %s, but %s was issued", a.Scope, said(v.Content), newest.says)
	}
}
