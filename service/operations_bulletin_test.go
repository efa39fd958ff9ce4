package service_test

import (
	"io"

	"xuncha/model"
	"xuncha/service"
	"xuncha/service/bulletin"
)

// published is a campaign of county B with its results, whose sites are the only thing that it is about.
func published(w *world) model.Campaign {
	c := w.open(countyB, func(e *model.CampaignEdit) { e.Kinds = model.Set[model.Subject]{model.SubjectSite} })
	w.pass(c.Code)
	c = must[model.Campaign](w.t)(w.Campaigns.Close(w.ctx, operator, c.Code, c.Version))
	return must[model.Campaign](w.t)(w.Campaigns.Publish(w.ctx, operator, c.Code, c.Version))
}

// written is one with a bulletin on which somebody has worked: version 1.
func written(w *world) model.Campaign {
	c := published(w)
	w.write(c, 0, "手写的结语")
	return c
}

func (w *world) write(c model.Campaign, version uint64, closing string) {
	w.t.Helper()
	must[service.BulletinView](w.t)(w.Bulletins.Update(w.ctx, operator, c.Code, version, closingText(closing)))
}

func closingText(text string) service.Patch[model.BulletinEdit] {
	return func(e model.BulletinEdit) (model.BulletinEdit, error) {
		e.Closing = text
		return e, nil
	}
}

// issuedOnce is one whose bulletin was issued, after every warning was accepted.
func issuedOnce(w *world) model.Campaign {
	c := written(w)
	w.issue(c, w.accept(c, 1))
	return c
}

// accept lets all warnings of a bulletin stand, and answers its version.
func (w *world) accept(c model.Campaign, version uint64) uint64 {
	w.t.Helper()
	_, faults, err := w.Bulletins.Checks(w.ctx, operator, c.Code)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, f := range faults {
		if f.Stops() {
			version = must[service.BulletinView](w.t)(w.Bulletins.Accept(w.ctx, operator, c.Code, version, f.Key, today)).Version
		}
	}
	return version
}

func (w *world) issue(c model.Campaign, version uint64) service.BulletinView {
	w.t.Helper()
	return must[service.BulletinView](w.t)(w.Bulletins.Issue(w.ctx, operator, c.Code, version, model.BulletinIssuing{}))
}

// misspelt is one with a site whose name has a space, which the checks warn of.
func misspelt(w *world) model.Campaign {
	e := w.siteEdit(w.organization(countyB))
	e.Name = "某 网站"
	must[model.Site](w.t)(w.Sites.Create(w.ctx, operator, e))
	return written(w)
}

func read(d service.BulletinDocument, w *world, err error) error {
	if err != nil {
		return err
	}
	return d.Write(w.ctx, io.Discard)
}

var bulletinOperations = []operation{
	{"Bulletins.Get", model.ReadCampaigns, "", missing, "", onCampaign(written, func(w *world, a model.Actor, c model.Campaign) error {
		return only(w.Bulletins.Get(w.ctx, a, c.Code))
	})},
	{"Bulletins.Update", model.WriteBulletins, "", missing, "bulletin.update", onCampaign(written, func(w *world, a model.Actor, c model.Campaign) error {
		return only(w.Bulletins.Update(w.ctx, a, c.Code, 1, closingText("另一句")))
	})},
	{"Bulletins.Revisions", model.WriteBulletins, "", missing, "", onCampaign(written, func(w *world, a model.Actor, c model.Campaign) error {
		return only(w.Bulletins.Revisions(w.ctx, a, c.Code))
	})},
	{"Bulletins.Checks", model.WriteBulletins, "", missing, "", onCampaign(written, func(w *world, a model.Actor, c model.Campaign) error {
		_, _, err := w.Bulletins.Checks(w.ctx, a, c.Code)
		return err
	})},
	{"Bulletins.Accept", model.WriteBulletins, "", missing, "bulletin.accept", func(w *world) func(model.Actor) error {
		c := misspelt(w)
		_, faults, err := w.Bulletins.Checks(w.ctx, operator, c.Code)
		if err != nil || len(faults) == 0 {
			w.t.Fatal(faults, err)
		}
		return func(a model.Actor) error { return only(w.Bulletins.Accept(w.ctx, a, c.Code, 1, faults[0].Key, today)) }
	}},
	{"Bulletins.Issue", model.WriteBulletins, "", missing, "bulletin.issue", func(w *world) func(model.Actor) error {
		w.site(w.organization(countyB))
		c := written(w)
		version := w.accept(c, 1)
		return func(a model.Actor) error {
			return only(w.Bulletins.Issue(w.ctx, a, c.Code, version, model.BulletinIssuing{}))
		}
	}},
	{"Bulletins.Correct", model.WriteBulletins, "", missing, "bulletin.correct", func(w *world) func(model.Actor) error {
		w.site(w.organization(countyB))
		c := issuedOnce(w)
		version := must[service.BulletinView](w.t)(w.Bulletins.Get(w.ctx, operator, c.Code)).Version
		return func(a model.Actor) error { return only(w.Bulletins.Correct(w.ctx, a, c.Code, version, today)) }
	}},
	{"Bulletins.Document", model.ReadCampaigns, "", missing, "", onCampaign(issuedOnce, func(w *world, a model.Actor, c model.Campaign) error {
		d, err := w.Bulletins.Document(w.ctx, a, c.Code, "docx", service.NewestIssue)
		return read(d, w, err)
	})},
	{"Bulletins.Public", "", "", anyone, "", onCampaign(issuedOnce, func(w *world, _ model.Actor, c model.Campaign) error {
		d, err := w.Bulletins.Public(w.ctx, c.Code)
		return read(d, w, err)
	})},
}

func (w *world) templateEdit(region model.OptionalRegion) model.BulletinTemplateEdit {
	return model.BulletinTemplateEdit{Name: "模板", RegionCode: region, TemplateWords: bulletin.Default()}
}

func (w *world) template(region model.OptionalRegion) model.BulletinTemplate {
	w.t.Helper()
	return must[model.BulletinTemplate](w.t)(w.BulletinTemplates.Create(w.ctx, operator, w.templateEdit(region)))
}

func (w *world) passage(region model.RegionCode) model.Passage {
	w.t.Helper()
	return must[model.Passage](w.t)(w.Passages.Create(w.ctx, operator, model.PassageEdit{RegionCode: region, Title: "标题", Text: "段落"}))
}

// onTemplate is a method called on a wording of county B.
func onTemplate(fn func(w *world, a model.Actor, t model.BulletinTemplate) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		t := w.template(model.OptionalRegion(countyB))
		return func(a model.Actor) error { return fn(w, a, t) }
	}
}

// onPassage is a method called on a text of county B.
func onPassage(fn func(w *world, a model.Actor, p model.Passage) error) func(*world) func(model.Actor) error {
	return func(w *world) func(model.Actor) error {
		p := w.passage(countyB)
		return func(a model.Actor) error { return fn(w, a, p) }
	}
}

var bulletinTemplateOperations = []operation{
	{"BulletinTemplates.List", model.ReadCampaigns, "", nothing, "", onTemplate(func(w *world, a model.Actor, _ model.BulletinTemplate) error {
		all, err := w.BulletinTemplates.List(w.ctx, a)
		if len(all) > 0 && all[len(all)-1].ID == 0 { // that of the program is everybody's
			all = all[:len(all)-1]
		}
		return empty(all, err)
	})},
	{"BulletinTemplates.Get", model.ReadCampaigns, "", missing, "", onTemplate(func(w *world, a model.Actor, t model.BulletinTemplate) error {
		return only(w.BulletinTemplates.Get(w.ctx, a, t.ID))
	})},
	{
		"BulletinTemplates.Create", model.WriteBulletins, "", "invalid_fields region_code:unknown_reference", "bulletin_template.create",
		call(func(w *world, a model.Actor) error {
			return only(w.BulletinTemplates.Create(w.ctx, a, w.templateEdit(model.OptionalRegion(countyB))))
		}),
	},
	{
		"BulletinTemplates.Delete", model.WriteBulletins, "", missing, "bulletin_template.delete",
		onTemplate(func(w *world, a model.Actor, t model.BulletinTemplate) error {
			return w.BulletinTemplates.Delete(w.ctx, a, t.ID, 1)
		}),
	},
	{"Passages.List", model.ReadCampaigns, "", nothing, "", onPassage(func(w *world, a model.Actor, _ model.Passage) error {
		return empty(w.Passages.List(w.ctx, a))
	})},
	{"Passages.Get", model.ReadCampaigns, "", missing, "", onPassage(func(w *world, a model.Actor, p model.Passage) error {
		return only(w.Passages.Get(w.ctx, a, p.ID))
	})},
	{
		"Passages.Create", model.WriteBulletins, "", "invalid_fields region_code:unknown_reference", "passage.create",
		call(func(w *world, a model.Actor) error {
			return only(w.Passages.Create(w.ctx, a, model.PassageEdit{RegionCode: countyB, Title: "甲", Text: "乙"}))
		}),
	},
	{"Passages.Update", model.WriteBulletins, "", missing, "passage.update", onPassage(func(w *world, a model.Actor, p model.Passage) error {
		return only(w.Passages.Update(w.ctx, a, p.ID, 1, func(e model.PassageEdit) (model.PassageEdit, error) {
			e.Text = "改"
			return e, nil
		}))
	})},
	{"Passages.Delete", model.WriteBulletins, "", missing, "passage.delete", onPassage(func(w *world, a model.Actor, p model.Passage) error {
		return w.Passages.Delete(w.ctx, a, p.ID, 1)
	})},
}
