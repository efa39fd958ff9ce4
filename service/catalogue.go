package service

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"xuncha/model"
	"xuncha/repository"
)

// Catalogues is the collection of catalogues of indicators.
type Catalogues struct {
	base
	known sync.Map // catalogue id -> []model.Indicator; the indicators of a stored catalogue never change
}

// CatalogueWithIndicators is a catalogue with its rules.
type CatalogueWithIndicators struct {
	model.Catalogue
	Indicators []model.Indicator
}

var catalogueNoun = noun[model.Catalogue]{
	kind: "catalogue",
	facts: func(c *model.Catalogue) facts {
		return facts{c.ID, c.Document, c.Area(), &c.Version, &c.UpdatedAt}
	},
	put: func(ctx context.Context, tx *repository.Store, s model.Sight, version uint64, row *model.Catalogue) error {
		area, _ := s.Within()
		return tx.Catalogues.Update(ctx, area, version, row)
	},
}

// List answers one piece of the catalogues.
func (s *Catalogues) List(
	ctx context.Context, a model.Actor, req model.ListRequest,
) (model.List[model.Catalogue], error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return model.List[model.Catalogue]{}, err
	}
	return s.store.Catalogues.List(ctx, req)
}

// Get is the catalogue of an id with its indicators.
func (s *Catalogues) Get(ctx context.Context, a model.Actor, id uint64) (CatalogueWithIndicators, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return CatalogueWithIndicators{}, err
	}
	return s.load(ctx, s.store, id)
}

func (s *Catalogues) load(ctx context.Context, tx *repository.Store, id uint64) (CatalogueWithIndicators, error) {
	catalogue, err := tx.Catalogues.Get(ctx, id)
	if err != nil {
		return CatalogueWithIndicators{}, err
	}
	full := CatalogueWithIndicators{Catalogue: catalogue}
	if known, ok := s.known.Load(id); ok {
		full.Indicators = known.([]model.Indicator) //nolint:forcetypeassert // nothing else is stored there
		return full, nil
	}
	if full.Indicators, err = tx.Catalogues.Indicators(ctx, id); err != nil {
		return CatalogueWithIndicators{}, err
	}
	s.known.Store(id, full.Indicators)
	return full, nil
}

// rule is how a campaign judges: its own pass line and the figures of its catalogue.
func (s *Catalogues) rule(ctx context.Context, tx *repository.Store, c model.Campaign) (model.ScoringRule, error) {
	full, err := s.load(ctx, tx, c.CatalogueID)
	if err != nil {
		return model.ScoringRule{}, err
	}
	return model.NewScoringRule(full.Catalogue, full.Indicators, c.PassLine), nil
}

// nationalCatalogue is 国办秘函〔2019〕19号.
//
//go:embed catalogues/indicators-2019.json
var nationalCatalogue []byte

type catalogueFile struct {
	Issuer         string            `json:"issuer"`
	Document       string            `json:"document"`
	Title          string            `json:"title"`
	EffectiveFrom  model.Date        `json:"effective_from"`
	PassLine       model.Points      `json:"pass_line"`
	BonusAbove     model.Points      `json:"bonus_above"`
	DeductionTotal model.Points      `json:"deduction_total"`
	BonusTotal     model.Points      `json:"bonus_total"`
	Groups         model.GroupTotals `json:"groups"`
	Note           string            `json:"note"`
	Indicators     []indicatorFile   `json:"indicators"`
}

type indicatorFile struct {
	Code               string                   `json:"code"`
	Part               model.Part               `json:"part"`
	AppliesTo          model.Set[model.Subject] `json:"applies_to"`
	Group              string                   `json:"group"`
	Name               string                   `json:"name"`
	Criteria           []string                 `json:"criteria"`
	Measure            json.RawMessage          `json:"measure"`
	Points             model.Points             `json:"points"`
	Max                model.Points             `json:"max"`
	NeedsPublicService bool                     `json:"needs_public_service"`
	Verified           bool                     `json:"verified"`
}

// LoadNational stores the national catalogue that ships with the program, unless it is there already.
func (s *Catalogues) LoadNational(ctx context.Context, a model.Actor) error {
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return err
	}
	var file catalogueFile
	if err := json.Unmarshal(nationalCatalogue, &file); err != nil {
		return fmt.Errorf("read the national catalogue: %w", err)
	}
	e := model.CatalogueEdit{
		Issuer: file.Issuer, Document: file.Document, Title: file.Title, EffectiveFrom: file.EffectiveFrom,
		PassLine: file.PassLine, BonusAbove: file.BonusAbove, DeductionTotal: file.DeductionTotal,
		BonusTotal: file.BonusTotal, Groups: file.Groups, Note: file.Note,
	}
	for _, i := range file.Indicators {
		e.Indicators = append(e.Indicators, model.IndicatorEdit{
			Code: i.Code, Part: i.Part, AppliesTo: i.AppliesTo, GroupName: i.Group, Name: i.Name, Criteria: i.Criteria,
			Measure: string(i.Measure), Points: i.Points, MaxPoints: i.Max,
			NeedsPublicService: i.NeedsPublicService, Verified: i.Verified,
		})
	}
	e, err := e.Normalize()
	if err != nil {
		return fmt.Errorf("check the national catalogue: %w", err)
	}
	at := s.now()
	_, err = repository.InTx(ctx, s.store, func(tx *repository.Store) (model.Catalogue, error) {
		row := model.Catalogue{Version: 1, CreatedAt: at, UpdatedAt: at}
		row.Apply(e)
		if err := tx.Catalogues.Create(ctx, &row, e.Rows(0)); err != nil {
			return row, err
		}
		return row, s.record(ctx, tx, a, at, changed(catalogueNoun, "create", "", nil, &row))
	})
	if errors.Is(err, repository.ErrTaken) {
		return nil
	}
	return err
}
