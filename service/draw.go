package service

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// Drawing is the targets of a campaign and how they were drawn. For a draft it is what opening it now would draw. A caller
// sees what is drawn in its own region, and the figures of what it sees.
func (s *Campaigns) Drawing(ctx context.Context, a model.Actor, code string) (model.Drawing, error) {
	c, err := s.planned(ctx, a, code)
	if err != nil {
		return model.Drawing{}, err
	}
	if c.State != model.CampaignDraft {
		return s.drawn(ctx, a, c)
	}
	sampling, err := s.sampling(ctx, s.store, c)
	if err != nil {
		return model.Drawing{}, err
	}
	plan, choices, err := s.choose(ctx, s.store, sampling)
	if err != nil {
		return model.Drawing{}, err
	}
	regions, err := s.store.Regions.Under(ctx, c.RegionCode.Area())
	if err != nil {
		return model.Drawing{}, err
	}
	return model.NewDrawing(c, plan, choices, campaignRegions(c.ID, regions)), nil
}

// planned is a campaign whose plan the caller may see. While nobody knows yet who is inspected, only those who manage the
// campaign may: with the plan and the register everybody can repeat the draw.
func (s *Campaigns) planned(ctx context.Context, a model.Actor, code string) (model.Campaign, error) {
	c, err := s.Get(ctx, a, code)
	if err == nil && c.State == model.CampaignDraft && !a.Can(model.ManageCampaigns, c.RegionCode) {
		err = model.NewError(model.KindForbidden, "draw_not_public")
	}
	return c, err
}

// drawn puts the draw of a campaign together from what was frozen: the targets, and what was passed over.
func (s *Campaigns) drawn(ctx context.Context, a model.Actor, c model.Campaign) (model.Drawing, error) {
	var targets []model.Choice
	err := s.store.Inspections.Export(ctx, a, model.InspectionFilter{Campaign: c.Code}, func(rows []model.Inspection) error {
		for _, i := range rows {
			targets = append(targets, choiceOf(i))
		}
		return nil
	})
	if err != nil {
		return model.Drawing{}, err
	}
	return s.drawnWith(ctx, a, c, targets)
}

func choiceOf(i model.Inspection) model.Choice {
	return model.Choice{Kind: i.Kind, Target: i.Target, Outcome: i.DrawnAs, Reason: i.DrawnReason}
}

// drawnWith is drawn for who has read the targets already.
func (s *Campaigns) drawnWith(ctx context.Context, a model.Actor, c model.Campaign, targets []model.Choice) (model.Drawing, error) {
	plan, err := s.store.Sampling.Plan(ctx, c.ID)
	if err != nil {
		return model.Drawing{}, err
	}
	passed, err := s.store.Sampling.PassedOver(ctx, a, c.ID)
	if err != nil {
		return model.Drawing{}, err
	}
	var choices []model.Choice
	framed := map[model.ThingRef]bool{}
	for _, p := range passed {
		if !p.AddedAt.IsZero() {
			framed[p.Thing(p.Kind)] = true
			continue
		}
		choices = append(choices, model.Choice{Kind: p.Kind, Target: p.Target, Outcome: p.Outcome, Reason: p.Reason})
	}
	for _, t := range targets {
		t.Late = t.Outcome == model.DrawnAdded && !framed[t.Thing(t.Kind)]
		choices = append(choices, t)
	}
	regions, err := s.store.Campaigns.Regions(ctx, c.ID, model.ScopeAll, model.LevelCounty)
	if err != nil {
		return model.Drawing{}, err
	}
	model.SortChoices(choices)
	return model.NewDrawing(c, plan, choices, regions), nil
}

// drawTargets draws the targets of a campaign that opens, and freezes the whole frame.
func (s *Campaigns) drawTargets(ctx context.Context, tx *repository.Store, c model.Campaign, at model.Time) error {
	sampling, err := s.sampling(ctx, tx, c)
	if err != nil {
		return err
	}
	plan, choices, err := s.choose(ctx, tx, sampling)
	if err != nil {
		return err
	}
	slices.SortFunc(choices, func(x, y model.Choice) int { // ids follow the order of the register
		return cmp.Or(-cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Thing(x.Kind).ID, y.Thing(y.Kind).ID))
	})
	var targets []model.Inspection
	var passed []model.PassedOver
	for _, choice := range choices {
		if choice.Outcome.Drawn() {
			targets = append(targets, model.DrawnInspection(c, choice, at))
		} else {
			passed = append(passed, model.PassOver(c, choice))
		}
	}
	if len(targets) == 0 {
		return model.NewError(model.KindConflict, "no_targets")
	}
	if plan.LastRound != sampling.Plan.LastRound {
		if err := tx.Sampling.SetPlan(ctx, plan); err != nil {
			return err
		}
	}
	if err := tx.Inspections.Draw(ctx, targets); err != nil {
		return err
	}
	return tx.Sampling.PassOver(ctx, passed)
}

// choose carries out the draw. The plan that comes back says which round it looked back at.
func (s *Campaigns) choose(
	ctx context.Context, tx *repository.Store, sampling model.Sampling,
) (model.SamplingPlan, []model.Choice, error) {
	c, plan := sampling.Campaign, sampling.Plan
	things, organizations, err := s.frame(ctx, tx, c)
	if err != nil {
		return plan, nil, err
	}
	if err := s.checkListed(ctx, tx, sampling, things); err != nil {
		return plan, nil, err
	}
	var last model.Campaign
	failed, looksBack := map[model.ThingRef]bool{}, false
	if plan.Coverage == model.CoverageSample {
		if last, looksBack, err = tx.Campaigns.LastRound(ctx, c); err != nil {
			return plan, nil, err
		}
		plan.LastRound = last.Code
	}
	if looksBack {
		if failed, err = failures(ctx, tx, last); err != nil {
			return plan, nil, err
		}
	}
	items := map[model.ThingRef]model.SamplingItem{}
	for _, i := range sampling.Items {
		items[i.Ref()] = i
	}
	frame := make([]model.Candidate, len(things))
	for i, t := range things {
		owner, _ := t.Owner()
		item, named := items[t.Ref()]
		frame[i] = model.Candidate{
			Kind: t.Kind, Target: t.Target(organizations[owner]), Listed: named && !item.Excluded, FailedLast: failed[t.Ref()],
			New: looksBack && t.NewSince(last.OpenedAt),
		}
		if item.Excluded {
			frame[i].Exclusion = item.Reason
		}
	}
	return plan, plan.Draw(frame), nil
}

// failures are the targets of a round that failed.
func failures(ctx context.Context, tx *repository.Store, c model.Campaign) (map[model.ThingRef]bool, error) {
	failed := map[model.ThingRef]bool{}
	f := model.InspectionFilter{Campaign: c.Code, Verdict: model.VerdictFail}
	err := tx.Inspections.Export(ctx, c.RegionCode.Area(), f, func(rows []model.Inspection) error {
		for _, i := range rows {
			failed[i.Thing(i.Kind)] = true
		}
		return nil
	})
	return failed, err
}

// frame is everything in use in a campaign's area and of its kinds, with the organizations it belongs to.
func (s *Campaigns) frame(
	ctx context.Context, tx *repository.Store, c model.Campaign,
) ([]model.Thing, map[uint64]model.Organization, error) {
	area := c.RegionCode.Area()
	var things []model.Thing
	if c.Kinds.Has(model.SubjectSite) {
		err := tx.Sites.Export(ctx, area, model.SiteFilter{State: model.StateRunning}, func(rows []model.Site) error {
			for _, row := range rows {
				things = append(things, model.Thing{Kind: model.SubjectSite, Site: row})
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	if c.Kinds.Has(model.SubjectAccount) {
		err := tx.Accounts.Export(ctx, area, model.AccountFilter{State: model.StateRunning}, func(rows []model.Account) error {
			for _, row := range rows {
				things = append(things, model.Thing{Kind: model.SubjectAccount, Account: row})
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	organizations, err := owners(ctx, tx, area, things)
	return things, organizations, err
}

// owners are the organizations that things belong to.
func owners(
	ctx context.Context, tx *repository.Store, s model.Sight, things []model.Thing,
) (map[uint64]model.Organization, error) {
	ids := make([]uint64, len(things))
	for i, t := range things {
		ids[i], _ = t.Owner()
	}
	slices.Sort(ids)
	return tx.Organizations.ByIDs(ctx, s, slices.Compact(ids))
}

// checkListed refuses a plan that names what cannot be drawn any more: it must not be missing without a word.
func (s *Campaigns) checkListed(ctx context.Context, tx *repository.Store, sampling model.Sampling, frame []model.Thing) error {
	there := make(map[model.ThingRef]bool, len(frame))
	for _, t := range frame {
		there[t.Ref()] = true
	}
	var gone []model.SamplingItem
	var places []int
	listed := 0
	for _, i := range sampling.Items {
		if i.Excluded {
			continue
		}
		if !there[i.Ref()] {
			gone, places = append(gone, i), append(places, listed)
		}
		listed++
	}
	if len(gone) == 0 {
		return nil
	}
	names, err := thingsOf(ctx, tx, sampling.Campaign.RegionCode.Area(), gone)
	if err != nil {
		return err
	}
	refusal := model.NewError(model.KindConflict, "listed_not_drawable")
	for n, i := range gone {
		name := fmt.Sprint(i.Ref().Kind, " ", i.Ref().ID)
		if t, known := names[i.Ref()]; known {
			name = t.Name()
		}
		refusal.Fields = append(refusal.Fields, model.FieldError{
			Field: fmt.Sprintf("include[%d]", places[n]), Code: "listed_gone", Args: []any{name},
		})
	}
	return refusal
}
