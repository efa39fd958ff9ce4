package service

import (
	"context"
	"errors"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/bulletin"
)

// BulletinTemplates is the collection of wordings. An edition is never changed: bulletins refer to it.
type BulletinTemplates struct{ base }

var templateNoun = noun[model.BulletinTemplate]{
	kind: "bulletin_template",
	facts: func(t *model.BulletinTemplate) facts {
		return facts{t.ID, t.Name, model.RegionCode(t.RegionCode), &t.Version, &t.UpdatedAt}
	},
}

// List answers every template that reaches the caller, the newest first, and last the one of the program.
func (s *BulletinTemplates) List(ctx context.Context, a model.Actor) ([]model.BulletinTemplate, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	rows, err := s.store.BulletinTemplates.All(ctx, a)
	return append(rows, shippedTemplate()), err
}

// shippedTemplate is the wording that comes with the program, under the id 0.
func shippedTemplate() model.BulletinTemplate {
	return model.BulletinTemplate{Name: "内置模板", Edition: 1, Words: bulletin.Default()}
}

// Get is a template; 0 is the one of the program.
func (s *BulletinTemplates) Get(ctx context.Context, a model.Actor, id uint64) (model.BulletinTemplate, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.BulletinTemplate{}, err
	}
	if id == 0 {
		return shippedTemplate(), nil
	}
	return s.store.BulletinTemplates.Get(ctx, a, id)
}

// Create adds an edition. What is for the whole country is for who sees all of it.
func (s *BulletinTemplates) Create(ctx context.Context, a model.Actor, e model.BulletinTemplateEdit) (model.BulletinTemplate, error) {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return model.BulletinTemplate{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.BulletinTemplate{}, err
	}
	if err := bulletin.CheckTemplate(e.TemplateWords); err != nil {
		return model.BulletinTemplate{}, err
	}
	if region := model.RegionCode(e.RegionCode); !a.Area().Covers(region) {
		if region == "" {
			return model.BulletinTemplate{}, model.InvalidField("region_code", "template_national")
		}
		return model.BulletinTemplate{}, model.InvalidField("region_code", "unknown_reference")
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.BulletinTemplate, error) {
		row := model.BulletinTemplate{
			Name: e.Name, RegionCode: e.RegionCode, Words: e.TemplateWords, DoneBy: a.Name, Version: 1, CreatedAt: at, UpdatedAt: at,
		}
		// Who adds an edition of the same name meanwhile waits here, so that no number is given twice.
		area := model.ScopeAll
		if e.RegionCode != "" {
			area = model.RegionCode(e.RegionCode).Area()
		}
		locked, err := tx.Regions.Lock(ctx, area)
		if err != nil {
			return row, err
		}
		if e.RegionCode != "" && (len(locked) == 0 || locked[0].Code != model.RegionCode(e.RegionCode)) {
			return row, model.InvalidField("region_code", "unknown_reference")
		}
		newest, err := tx.BulletinTemplates.Newest(ctx, row.Name, row.RegionCode)
		if err != nil {
			return row, err
		}
		row.Edition = newest + 1
		if err := tx.BulletinTemplates.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(templateNoun, "create", "", nil, &row))
	})
}

// Delete removes an edition that no bulletin names.
func (s *BulletinTemplates) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return err
	}
	err := destroy(ctx, s.base, a, version, templateNoun,
		func(tx *repository.Store) (model.BulletinTemplate, error) {
			row, err := tx.BulletinTemplates.Get(ctx, a, id)
			if err == nil && !a.Area().Covers(model.RegionCode(row.RegionCode)) {
				err = model.NewError(model.KindForbidden, "template_of_other_area")
			}
			return row, err
		},
		func(tx *repository.Store) error { return tx.BulletinTemplates.Delete(ctx, id, version) })
	if errors.Is(err, errReferenced) {
		return model.NewError(model.KindConflict, "template_in_use")
	}
	return err
}

// Passages is the library of ready texts for bulletins.
type Passages struct{ base }

var passageNoun = noun[model.Passage]{
	kind:  "passage",
	facts: func(p *model.Passage) facts { return facts{p.ID, p.Title, p.RegionCode, &p.Version, &p.UpdatedAt} },
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Passage) error {
		return tx.Passages.Update(ctx, s, version, row)
	},
}

// List answers the texts of the caller's area and of those around it.
func (s *Passages) List(ctx context.Context, a model.Actor) ([]model.Passage, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return nil, err
	}
	return s.store.Passages.Reaching(ctx, a.Area())
}

// Get is a text of the caller's area or of one around it.
func (s *Passages) Get(ctx context.Context, a model.Actor, id uint64) (model.Passage, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.Passage{}, err
	}
	return s.store.Passages.Find(ctx, a, id)
}

// Create adds a text.
func (s *Passages) Create(ctx context.Context, a model.Actor, e model.PassageEdit) (model.Passage, error) {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return model.Passage{}, err
	}
	e, err := e.Normalize()
	if err != nil {
		return model.Passage{}, err
	}
	if !a.Area().Covers(e.RegionCode) {
		return model.Passage{}, model.InvalidField("region_code", "unknown_reference")
	}
	at := s.now()
	return repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Passage, error) {
		row := model.Passage{Version: 1, CreatedAt: at, UpdatedAt: at}
		if _, err := tx.Regions.Get(ctx, e.RegionCode); err != nil {
			return row, inField("region_code", err)
		}
		if err := row.Apply(e); err != nil {
			return row, err
		}
		if err := tx.Passages.Create(ctx, &row); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(passageNoun, "create", "", nil, &row))
	})
}

// Update changes a text. What was issued with it stays as it was.
func (s *Passages) Update(
	ctx context.Context, a model.Actor, id, version uint64, patch Patch[model.PassageEdit],
) (model.Passage, error) {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return model.Passage{}, err
	}
	return apply(ctx, s.base, a, edit[model.Passage]{
		noun: passageNoun, operation: "update", version: version,
		load: func(tx *repository.Store) (model.Passage, error) { return tx.Passages.Get(ctx, a, id) },
		change: func(_ *repository.Store, row *model.Passage) error {
			e, err := patch.over(row.Edit())
			if err != nil {
				return err
			}
			return row.Apply(e)
		},
	})
}

// Delete removes a text. A bulletin on its way that names it says so at the next look.
func (s *Passages) Delete(ctx context.Context, a model.Actor, id, version uint64) error {
	if err := a.Allow(model.WriteBulletins); err != nil {
		return err
	}
	return destroy(ctx, s.base, a, version, passageNoun,
		func(tx *repository.Store) (model.Passage, error) { return tx.Passages.Get(ctx, a, id) },
		func(tx *repository.Store) error { return tx.Passages.Delete(ctx, a, id, version) })
}
