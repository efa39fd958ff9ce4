package service

import (
	"context"
	"reflect"
	"slices"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/bulletin"
)

// Bulletins is the collection of bulletins, one of each campaign. What is not written by hand is compiled whenever somebody
// looks at it, from the figures as they stand; what was issued is kept as it was.
type Bulletins struct {
	base
	public bool
}

var bulletinNoun = noun[model.Bulletin]{
	kind: "bulletin",
	facts: func(b *model.Bulletin) facts {
		return facts{b.ID, b.CampaignCode, b.RegionCode, &b.Version, &b.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Bulletin) error {
		return tx.Bulletins.Update(ctx, s, version, row)
	},
}

// BulletinView is a bulletin as a caller sees it. Before the issue only who sees the whole area of the campaign reads the
// text; others get the rows of the annexes that are theirs, and Partial says so.
type BulletinView struct {
	model.Bulletin

	Campaign model.Campaign
	Content  model.BulletinContent
	Issues   []model.BulletinIssue
	Partial  bool
}

// Get is the bulletin of a campaign: what was issued, or how it would be issued now.
func (s *Bulletins) Get(ctx context.Context, a model.Actor, code string) (BulletinView, error) {
	v, err := s.find(ctx, s.store, a, code)
	if err != nil {
		return v, err
	}
	return s.show(ctx, s.store, a, v)
}

// find is the bulletin of a campaign without what it says.
func (s *Bulletins) find(ctx context.Context, tx *repository.Store, a model.Actor, code string) (BulletinView, error) {
	var v BulletinView
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return v, err
	}
	var err error
	if v.Campaign, err = tx.Campaigns.Get(ctx, a.Area(), code); err != nil {
		return v, err
	}
	v.Bulletin, err = tx.Bulletins.OfCampaign(ctx, v.Campaign.ID)
	if IsNotFound(err) {
		v.Bulletin, err = model.NewBulletin(v.Campaign, v.Campaign.UpdatedAt), nil
	}
	if err != nil {
		return v, err
	}
	if v.Bulletin.Issues > 0 {
		v.Issues, err = tx.Bulletins.Issues(ctx, v.Campaign.ID)
	}
	return v, err
}

// show fills in what a caller may read. A correction on its way is read by those who make it; all others go on reading
// what was issued.
func (s *Bulletins) show(ctx context.Context, tx *repository.Store, a model.Actor, v BulletinView) (BulletinView, error) {
	whole := seesAll(a, v.Campaign)
	if !whole {
		v.Words, v.Accepted, v.TemplateID, v.Reason = model.NewBulletin(v.Campaign, v.CreatedAt).Words, nil, 0, ""
	}
	if len(v.Issues) > 0 && (v.State == model.BulletinIssued || !whole) {
		content, err := s.issued(ctx, tx, v.Issues[0])
		v.Content = content
		return v, err
	}
	draft, err := s.compile(ctx, tx, a, v)
	if err != nil {
		return v, err
	}
	v.Content, v.Partial = draft.content, !whole
	if !whole {
		v.Content.Preamble, v.Content.Closing, v.Content.Sections = []model.BulletinPassage{}, []model.BulletinPassage{}, []model.BulletinSection{}
		v.Content.Figures = model.BulletinFigures{}
	}
	return v, nil
}

// seesAll reports whether a caller sees all of a campaign's area.
func seesAll(a model.Actor, c model.Campaign) bool {
	area, organizationID := a.Within()
	return organizationID == 0 && area.Covers(c.RegionCode)
}

// bulletinDraft is a bulletin as it would be issued now, with what it was made from.
type bulletinDraft struct {
	facts   bulletin.Facts
	words   model.TemplateWords
	content model.BulletinContent
}

// compile makes the bulletin from the figures as they stand.
func (s *Bulletins) compile(ctx context.Context, tx *repository.Store, a model.Actor, v BulletinView) (bulletinDraft, error) {
	var d bulletinDraft
	var err error
	if d.words, err = s.template(ctx, tx, v.Bulletin); err != nil {
		return d, err
	}
	if d.facts, err = s.facts(ctx, tx, a, v.Bulletin, v.Campaign, d.words); err != nil {
		return d, err
	}
	d.content, err = bulletin.Compile(d.facts, d.words, v.Words)
	d.content.Correction = v.Reason
	return d, err
}

// template is the wording of a bulletin: the one it names, or the newest of the narrowest area, or that of the program.
func (s *Bulletins) template(ctx context.Context, tx *repository.Store, b model.Bulletin) (model.TemplateWords, error) {
	var row model.BulletinTemplate
	var err error
	if b.TemplateID != 0 {
		row, err = tx.BulletinTemplates.Get(ctx, model.Actor{Role: model.RoleAdmin, Scope: b.RegionCode.Area()}, uint64(b.TemplateID))
	} else {
		row, err = tx.BulletinTemplates.For(ctx, b.RegionCode)
	}
	if IsNotFound(err) {
		return bulletin.Default(), nil
	}
	return row.Words, err
}

// Update changes what is written by hand. Version 0 is for a bulletin to which nobody has set a hand.
func (s *Bulletins) Update(
	ctx context.Context, a model.Actor, code string, version uint64, patch Patch[model.BulletinEdit],
) (BulletinView, error) {
	return s.work(ctx, a, code, version, model.VerbUpdateBulletin, "", func(tx *repository.Store, v *BulletinView) error {
		e, err := patch.over(v.Edit())
		if err != nil {
			return err
		}
		if err := bulletin.CheckWords(e.BulletinWords); err != nil {
			return err
		}
		if err := s.refers(ctx, tx, v.Bulletin, v.Campaign, e); err != nil {
			return err
		}
		return v.Apply(e)
	})
}

// refers checks that the template and the passages are there for the area of the campaign. What was chosen before may be gone
// from the library by now: the checks say so, and it keeps nobody from writing something else.
func (s *Bulletins) refers(ctx context.Context, tx *repository.Store, b model.Bulletin, c model.Campaign, e model.BulletinEdit) error {
	office := model.Actor{Role: model.RoleAdmin, Scope: c.RegionCode.Area()}
	if e.TemplateID != 0 {
		row, err := tx.BulletinTemplates.Get(ctx, office, uint64(e.TemplateID))
		if err != nil {
			return inField("template_id", err)
		}
		if row.RegionCode != "" && !model.RegionCode(row.RegionCode).Area().Covers(c.RegionCode) {
			return model.InvalidField("template_id", "template_of_other_area")
		}
	}
	chosen := slices.DeleteFunc(slices.Clone(e.Passages), func(id uint64) bool { return slices.Contains(b.Words.Passages, id) })
	_, lost, err := s.passages(ctx, tx, c, chosen)
	if err == nil && lost > 0 {
		err = model.InvalidField("passages", "passage_of_other_area")
	}
	return err
}

// work runs a change of a bulletin by somebody who may, in one transaction, and keeps a revision of what it has become.
func (s *Bulletins) work(
	ctx context.Context, a model.Actor, code string, version uint64, verb model.BulletinVerb, reason string,
	change func(tx *repository.Store, v *BulletinView) error,
) (BulletinView, error) {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return BulletinView{}, err
	}
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (BulletinView, error) {
		v, err := s.lock(ctx, tx, a, code)
		if err != nil {
			return v, err
		}
		if v.Version != version {
			return v, model.Stale()
		}
		before, moved := v.Bulletin, v.Bulletin
		// The state comes before what is said: a verb that it refuses is told which are allowed, whatever else is wrong.
		if err := moved.Move(verb); err != nil {
			return v, err
		}
		if err := change(tx, &v); err != nil {
			return v, err
		}
		if reflect.DeepEqual(before, v.Bulletin) {
			return s.show(ctx, tx, a, v)
		}
		if err := s.put(ctx, tx, a, before, &v, verb, reason); err != nil {
			return v, err
		}
		return s.show(ctx, tx, a, v)
	})
}

// lock reads a bulletin that the caller may write, and keeps its campaign as it is until the transaction ends.
func (s *Bulletins) lock(ctx context.Context, tx *repository.Store, a model.Actor, code string) (BulletinView, error) {
	v := BulletinView{}
	var err error
	if v.Campaign, err = tx.Campaigns.Lock(ctx, a.Area(), code); err != nil {
		return v, err
	}
	if !a.Area().Covers(v.Campaign.RegionCode) {
		return v, model.NewError(model.KindForbidden, "campaign_of_larger_area")
	}
	if v.Campaign.State == model.CampaignDraft {
		return v, model.NewError(model.KindConflict, "bulletin_of_draft")
	}
	v.Bulletin, err = tx.Bulletins.Lock(ctx, v.Campaign.ID)
	if IsNotFound(err) {
		v.Bulletin, err = model.NewBulletin(v.Campaign, s.now()), nil
	}
	if err == nil && v.Bulletin.Issues > 0 {
		v.Issues, err = tx.Bulletins.Issues(ctx, v.Campaign.ID)
	}
	return v, err
}

func (s *Bulletins) put(
	ctx context.Context, tx *repository.Store, a model.Actor, before model.Bulletin, v *BulletinView, verb model.BulletinVerb, reason string,
) error {
	at := s.now()
	row := &v.Bulletin
	row.Version, row.UpdatedAt = before.Version+1, at
	var err error
	if row.ID == 0 {
		err = tx.Bulletins.Create(ctx, row)
	} else {
		err = tx.Bulletins.Update(ctx, a, before.Version, row)
	}
	if err != nil {
		return err
	}
	made := changed(bulletinNoun, string(verb), reason, &before, row)
	if before.ID == 0 {
		made = changed(bulletinNoun, string(verb), reason, nil, row)
	}
	if err := tx.Bulletins.AddRevision(ctx, row.Revision(verb, reason, a, at)); err != nil {
		return err
	}
	return s.record(ctx, tx, a, at, made)
}

// Revisions lists what a bulletin was after each change, the newest first. They are read by those who see all of it.
func (s *Bulletins) Revisions(ctx context.Context, a model.Actor, code string) ([]model.BulletinRevision, error) {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return nil, err
	}
	v, err := s.find(ctx, s.store, a, code)
	if err != nil {
		return nil, err
	}
	if !seesAll(a, v.Campaign) {
		return nil, model.NewError(model.KindForbidden, "bulletin_of_larger_area")
	}
	return s.store.Bulletins.Revisions(ctx, v.ID)
}
