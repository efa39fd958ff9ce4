package service_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/sm3"
	"github.com/google/go-cmp/cmp"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/repository/dbtest"
	"xuncha/service"
	"xuncha/service/seal"
)

func (w *world) bulletin(a model.Actor, c model.Campaign) service.BulletinView {
	w.t.Helper()
	return must[service.BulletinView](w.t)(w.Bulletins.Get(w.ctx, a, c.Code))
}

// section is the text of a section, empty when the bulletin has none.
func section(v service.BulletinView, key string) string {
	var lines []string
	for _, s := range v.Content.Sections {
		if s.Key == key {
			for _, p := range s.Passages {
				lines = append(lines, p.Lead+p.Text)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (w *world) document(c model.Campaign, format string, issue int) string {
	w.t.Helper()
	var out bytes.Buffer
	d := must[service.BulletinDocument](w.t)(w.Bulletins.Document(w.ctx, operator, c.Code, format, issue))
	if err := d.Write(w.ctx, &out); err != nil {
		w.t.Fatal(err)
	}
	return out.String()
}

// publish ends an open campaign whose targets all have results.
func (w *world) publish(c model.Campaign) model.Campaign {
	w.t.Helper()
	c = must[model.Campaign](w.t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
	return must[model.Campaign](w.t)(w.Campaigns.Publish(w.ctx, operator, c.Code, c.Version))
}

func onlySites(day model.Date) func(*model.CampaignEdit) {
	return func(e *model.CampaignEdit) {
		e.Kinds, e.MonitoringDate = model.Set[model.Subject]{model.SubjectSite}, day
	}
}

// The rounds of superiors since the last own one are told with what became of their findings; a finding without proof keeps
// the bulletin from being issued.
func TestBulletinTellsOfSuperiors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		w := newWorld(t, store)
		site := w.site(w.organization(countyA))
		superior := func(day model.Date, fault string) {
			c := w.open(countyA, onlySites(day), func(e *model.CampaignEdit) { e.IssuerLevel = model.IssuerProvince })
			w.result(w.targets(c.Code)[0].ID, veto(fault))
			w.publish(c)
		}
		own := func(day model.Date) model.Campaign {
			c := w.open(countyA, onlySites(day))
			w.pass(c.Code)
			return w.publish(c)
		}
		superior("2022-03-01", "早先的问题")
		own("2022-03-31")
		superior("2022-06-01", "首页打不开")
		superior("2022-10-01", "以后的问题")
		c := own("2022-09-30")
		text := section(w.bulletin(operator, c), "superior")
		if !strings.Contains(text, site.Name+"网站首页打不开") && !strings.Contains(text, strings.TrimSuffix(site.Name, "网站")+"网站首页打不开") ||
			strings.Contains(text, "早先") || strings.Contains(text, "以后") || !strings.Contains(text, "0个已完成整改，1个正在整改") {
			t.Error(text)
		}
		_, err := w.Bulletins.Issue(w.ctx, operator, c.Code, 0, model.BulletinIssuing{})
		refused(t, "a finding without proof", err, "bulletin_has_faults superior:superior_without_proof")
		open := w.findings(model.RectificationFilter{State: model.FindingOpen})
		for _, f := range open {
			if f.Description == "首页打不开" {
				must[service.FindingDetail](t)(w.Findings.SubmitProof(w.ctx, clerkA, f.ID, f.Version, model.Proof{Done: "已修复"}))
				must[service.FindingDetail](t)(w.Findings.Accept(w.ctx, operator, f.ID, f.Version+1))
			}
		}
		v := w.issue(c, w.accept(c, 0))
		if text := section(v, "superior"); !strings.Contains(text, "上述1个问题已全部完成整改") || v.State != model.BulletinIssued {
			t.Errorf("%s: %s", v.State, text)
		}
	})
}

// What was issued stays, byte for byte, whatever becomes of the register, the campaign and its findings. A correction has the
// figures as they stand when it is issued.
func TestIssuedBulletinStays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		w := newWorld(t, store)
		o := w.organization(countyA)
		site, other := w.site(o), w.site(o)
		c := w.open(countyA, onlySites("2022-09-30"))
		w.pass(c.Code)
		c = w.publish(c)
		before := w.issue(c, w.accept(c, 0))
		forms := []string{"json", "docx", "xlsx", "html"}
		documents := map[string]string{}
		for _, form := range forms {
			documents[form] = w.document(c, form, 1)
		}
		must[model.Organization](t)(w.Organizations.Rename(w.ctx, operator, o.ID, 1, model.RenameEdit{Name: "改名局", Reason: "更名"}))
		must[model.Site](t)(w.Sites.Move(w.ctx, operator, site.ID, site.Version, model.VerbClose, today))
		c = must[model.Campaign](t)(w.Campaigns.Reopen(w.ctx, operator, c.Code, c.Version, today))
		for _, i := range w.targets(c.Code) {
			if i.TargetCode == other.Code {
				w.result(i.ID, veto("后来发现的问题"))
			}
		}
		if diff := cmp.Diff(before.Content.Annexes[0].Rows, w.bulletin(operator, c).Content.Annexes[0].Rows); diff != "" {
			t.Error(diff)
		}
		for _, form := range forms {
			if w.document(c, form, service.NewestIssue) != documents[form] {
				t.Errorf("the %s is not what was issued", form)
			}
		}
		v := must[service.BulletinView](t)(w.Bulletins.Correct(w.ctx, operator, c.Code, before.Version, today))
		_, err := w.Bulletins.Issue(w.ctx, operator, c.Code, v.Version, model.BulletinIssuing{})
		refused(t, "while the campaign is open", err, "bulletin_not_published")
		c = w.publish(c)
		after := w.issue(c, w.accept(c, v.Version))
		if len(after.Issues) != 2 || !strings.Contains(section(after, "round"), "不合格1家") || after.Issues[0].Reason == "" {
			t.Errorf("%+v %s", after.Issues, section(after, "round"))
		}
		for _, form := range forms {
			if w.document(c, form, 1) != documents[form] || w.document(c, form, 2) == documents[form] {
				t.Errorf("the %s of the first issue is not what it was, or that of the second is", form)
			}
		}
	})
}

// Before the issue a county sees its own rows and no text; after it, everything.
func TestBulletinBeforeItsIssue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		w := newWorld(t, store)
		own, foreign := w.site(w.organization(countyA)), w.site(w.organization(countyB))
		c := w.open("422800", onlySites("2022-09-30"))
		w.pass(c.Code)
		c = w.publish(c)
		w.write(c, 0, "尚未公布的结语")
		before := w.bulletin(clerkA, c)
		rows := before.Content.Annexes[0].Rows
		if !before.Partial || len(before.Content.Sections)+len(before.Content.Closing)+len(before.Content.Preamble) > 0 || before.Words.Closing != "" ||
			len(rows) != 1 || rows[0][1] != own.Code {
			t.Errorf("%+v", before)
		}
		for _, form := range []string{"json", "docx", "xlsx", "html"} {
			_, err := w.Bulletins.Document(w.ctx, clerkA, c.Code, form, service.NewestIssue)
			refused(t, form, err, "not_issued")
		}
		w.issue(c, w.accept(c, 1))
		after := w.bulletin(clerkA, c)
		rows = after.Content.Annexes[0].Rows
		if after.Partial || len(rows) != 2 || rows[0][1] == rows[1][1] || len(after.Content.Sections) == 0 || after.Words.Closing != "" {
			t.Errorf("%+v without %s", after.Content, foreign.Code)
		}
		must[service.BulletinView](t)(w.Bulletins.Correct(w.ctx, operator, c.Code, w.bulletin(operator, c).Version, today))
		if diff := cmp.Diff(after.Content, w.bulletin(clerkA, c).Content); diff != "" {
			t.Errorf("a correction on its way is read by others:\n%s", diff)
		}
	})
}

// Where the keys are of the national suite each document has an SM3 hash beside its SHA-256, and both are those of its bytes.
func TestHashesOfAnIssue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		w := newWorld(t, store)
		for _, suite := range seal.Suites {
			w.Services = w.with(ring(t, seal.NewKey(suite)))
			w.site(w.organization(countyB))
			c := published(w)
			v := w.issue(c, w.accept(c, 0))
			if len(v.Issues[0].Files) != 4 {
				t.Fatalf("%+v", v.Issues[0].Files)
			}
			for _, f := range v.Issues[0].Files {
				content := w.document(c, f.Format, 1)
				want := ""
				if suite == seal.National {
					want = fmt.Sprintf("%x", sm3.Sum([]byte(content)))
				}
				if f.SHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(content))) || f.SM3 != want || f.Size != int64(len(content)) {
					t.Errorf("%s: %+v", suite, f)
				}
			}
		}
	})
}

// A number that is given only at the issue is checked and printed as one that was written before.
func TestNumberGivenAtTheIssue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, store *repository.Store) {
		w := newWorld(t, store)
		w.site(w.organization(countyB))
		c := written(w)
		_, err := w.Bulletins.Issue(w.ctx, operator, c.Code, 1, model.BulletinIssuing{Document: "13800138000号"})
		refused(t, "a telephone", err, "bulletin_has_faults number:personal_data")
		v := must[service.BulletinView](t)(w.Bulletins.Issue(w.ctx, operator, c.Code, 1, model.BulletinIssuing{Document: "恩州数〔2022〕18号"}))
		if v.Content.Number != "恩州数〔2022〕18号" || v.Issues[0].Document != v.Content.Number || v.Words.Number != "" {
			t.Errorf("%q %q %q", v.Content.Number, v.Issues[0].Document, v.Words.Number)
		}
	})
}
