package service

import (
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
	"xuncha/service/bulletin"
)

// trendRounds is how many rounds the chart of a bulletin goes back: two years of quarters.
const trendRounds = 8

// facts are the figures of a campaign, as far as the caller sees them.
func (s *Bulletins) facts(
	ctx context.Context, tx *repository.Store, a model.Actor, b model.Bulletin, c model.Campaign, words model.TemplateWords,
) (bulletin.Facts, error) {
	f := bulletin.Facts{Campaign: c}
	g := &gatherer{base: base{store: tx, clock: s.clock, ring: s.ring}, actor: a, facts: &f}
	for _, step := range []func(context.Context) error{
		g.regions, g.tables, g.results, g.frames, g.findings, g.superior, g.measures, g.trend,
	} {
		if err := step(ctx); err != nil {
			return f, err
		}
	}
	chosen, lost, err := s.passages(ctx, tx, c, b.Words.Passages)
	f.Next, f.Lost = chosen, lost
	if len(b.Words.Passages) == 0 {
		f.Next = words.NextSteps
	}
	return f, err
}

// passages are the texts of the library that a bulletin names, in its order, and how many of them are not there. Those of an
// area below are not: its office could change what one above is about to issue.
func (s *Bulletins) passages(
	ctx context.Context, tx *repository.Store, c model.Campaign, ids []uint64,
) (out []model.TemplatePassage, lost int, err error) {
	if len(ids) == 0 {
		return nil, 0, nil
	}
	reaching, err := tx.Passages.Reaching(ctx, c.RegionCode.Area())
	if err != nil {
		return nil, 0, err
	}
	for _, id := range ids {
		at := slices.IndexFunc(reaching, func(p model.Passage) bool { return p.ID == id && p.RegionCode.Area().Covers(c.RegionCode) })
		if at < 0 {
			lost++
			continue
		}
		out = append(out, model.TemplatePassage{Title: reaching[at].Title, Text: reaching[at].Text})
	}
	return out, lost, nil
}

// gatherer reads the figures of a bulletin, all through one store, so that they belong together.
type gatherer struct {
	base

	actor   model.Actor
	facts   *bulletin.Facts
	targets []model.Choice
}

func (g *gatherer) regions(ctx context.Context) error {
	var err error
	if g.facts.Region, err = g.store.Regions.Get(ctx, g.facts.Campaign.RegionCode); err != nil {
		return err
	}
	g.facts.Regions, err = g.store.Regions.Under(ctx, g.facts.Campaign.RegionCode.Area())
	return err
}

func (g *gatherer) tables(ctx context.Context) error {
	statistics := &Statistics{g.base}
	for _, t := range []struct {
		kind model.Subject
		by   model.Group
		into *model.PassRates
	}{
		{model.SubjectSite, model.GroupRegion, &g.facts.ByRegion},
		{model.SubjectAccount, model.GroupRegion, &g.facts.Accounts},
		{model.SubjectAccount, model.GroupPlatform, &g.facts.Platform},
	} {
		if !g.facts.Campaign.Kinds.Has(t.kind) {
			continue
		}
		table, err := statistics.PassRates(ctx, g.actor, g.facts.Campaign.Code, t.kind, t.by)
		if err != nil {
			return err
		}
		*t.into = table
	}
	return nil
}

func (g *gatherer) frames(ctx context.Context) error {
	campaigns, c := &Campaigns{base: g.base}, g.facts.Campaign
	drawing, err := campaigns.drawnWith(ctx, g.actor, c, g.targets)
	if c.State == model.CampaignDraft {
		drawing, err = campaigns.Drawing(ctx, g.actor, c.Code)
	}
	if err != nil {
		return err
	}
	for _, row := range drawing.ByKind {
		frame := bulletin.Frame{Registered: row.Registered, Drawn: row.Drawn}
		if row.Key == string(model.SubjectSite) {
			g.facts.SiteFrame = frame
		} else {
			g.facts.AccountFrame = frame
		}
	}
	return nil
}

// results reads the sites for their annex, and the targets that failed or that the register has otherwise by now.
func (g *gatherer) results(ctx context.Context) error {
	c := g.facts.Campaign
	var err error
	if c.Kinds.Has(model.SubjectSite) {
		if g.facts.Sites, err = g.store.Inspections.ByCode(ctx, g.actor, c.Code, model.SubjectSite); err != nil {
			return err
		}
	}
	return g.store.Inspections.Export(ctx, g.actor, model.InspectionFilter{Campaign: c.Code}, func(rows []model.Inspection) error {
		states, err := g.states(ctx, rows)
		if err != nil {
			return err
		}
		for _, row := range rows {
			g.targets = append(g.targets, choiceOf(row))
			failed := row.Verdict == model.VerdictFail
			if failed {
				g.facts.Failed = append(g.facts.Failed, row)
			}
			state, there := states[thingOf(row)]
			if failed || !there || state == model.StateClosed {
				g.facts.Odd = append(g.facts.Odd, bulletin.Target{
					Inspection: row, Missing: !there, Closed: state == model.StateClosed, Unfounded: failed,
				})
			}
		}
		return nil
	})
}

func thingOf(i model.Inspection) model.ThingRef {
	if i.Kind == model.SubjectSite {
		return model.ThingRef{Kind: i.Kind, ID: uint64(i.SiteID)}
	}
	return model.ThingRef{Kind: i.Kind, ID: uint64(i.AccountID)}
}

// states are those of the targets in the register today, wherever they belong by now.
func (g *gatherer) states(ctx context.Context, rows []model.Inspection) (map[model.ThingRef]model.State, error) {
	ids := map[model.Subject][]uint64{}
	for _, row := range rows {
		ids[row.Kind] = append(ids[row.Kind], thingOf(row).ID)
	}
	sites, err := g.store.Sites.States(ctx, ids[model.SubjectSite])
	if err != nil {
		return nil, err
	}
	accounts, err := g.store.Accounts.States(ctx, ids[model.SubjectAccount])
	if err != nil {
		return nil, err
	}
	states := map[model.ThingRef]model.State{}
	for kind, found := range map[model.Subject]map[uint64]model.State{model.SubjectSite: sites, model.SubjectAccount: accounts} {
		for id, state := range found {
			states[model.ThingRef{Kind: kind, ID: id}] = state
		}
	}
	return states, nil
}

// findings reads what was found, and takes from the failures those that have a finding which says why.
func (g *gatherer) findings(ctx context.Context) error {
	var err error
	if g.facts.Findings, err = g.rectifications(ctx, g.facts.Campaign.Code); err != nil {
		return err
	}
	founded := map[uint64]bool{}
	for _, r := range g.facts.Findings {
		if r.Part == model.PartVeto || r.Part == model.PartDeduction {
			founded[r.InspectionID] = true
		}
	}
	for i := range g.facts.Odd {
		t := &g.facts.Odd[i]
		t.Unfounded = t.Unfounded && !founded[t.Inspection.ID]
	}
	return nil
}

// rectifications are the findings of a campaign that stand.
func (g *gatherer) rectifications(ctx context.Context, code string) ([]model.Rectification, error) {
	var out []model.Rectification
	f := model.RectificationFilter{Campaign: code, Today: model.NewDate(g.clock())}
	err := g.store.Rectifications.Export(ctx, g.actor, f, func(rows []model.Rectification) error {
		for _, r := range rows {
			if r.State != model.FindingWithdrawn {
				out = append(out, r)
			}
		}
		return nil
	})
	return out, err
}

// superior reads the rounds that were called from above since the last own one, or within a year where there was none.
func (g *gatherer) superior(ctx context.Context) error {
	c := g.facts.Campaign
	after := c.MonitoringDate.Add(-366)
	last, found, err := g.store.Campaigns.LastRound(ctx, c)
	if err != nil {
		return err
	}
	if found {
		after = last.MonitoringDate
	}
	rounds, err := g.store.Campaigns.Superior(ctx, c, c.IssuerLevel.Above(), after)
	if err != nil {
		return err
	}
	for _, round := range rounds {
		findings, err := g.rectifications(ctx, round.Code)
		if err != nil {
			return err
		}
		entry := bulletin.Superior{Campaign: round}
		for _, r := range findings {
			if r.Part != model.PartBonus {
				entry.Findings = append(entry.Findings, bulletin.SuperiorFinding{
					Rectification: r, Proven: r.SubmittedOn != "" || r.State == model.FindingAccepted,
				})
			}
		}
		if len(entry.Findings) > 0 {
			g.facts.Superior = append(g.facts.Superior, entry)
		}
	}
	return nil
}

func (g *gatherer) measures(ctx context.Context) error {
	counts, err := g.store.Measures.Count(ctx, g.actor, model.FigureQuery{Campaigns: []uint64{g.facts.Campaign.ID}})
	if err != nil {
		return err
	}
	total := map[model.MeasureKind]int64{}
	for _, m := range counts {
		total[m.Measure] += int64(m.Measures)
	}
	for _, kind := range model.MeasureKinds {
		if total[kind] > 0 {
			g.facts.Measures = append(g.facts.Measures, model.FigureCount{Label: kind.Label(), Count: total[kind]})
		}
	}
	return nil
}

// trend is the pass rate of the rounds up to this one.
func (g *gatherer) trend(ctx context.Context) error {
	kind := model.SubjectAccount
	if !g.facts.Campaign.Kinds.Has(kind) {
		kind = model.SubjectSite
	}
	rounds, err := g.store.Campaigns.Rounds(ctx, g.facts.Campaign, trendRounds)
	if err != nil {
		return err
	}
	g.facts.Trend = []model.FigureRate{}
	for _, round := range slices.Backward(rounds) {
		if !round.Kinds.Has(kind) {
			continue
		}
		table, err := (&Statistics{g.base}).PassRates(ctx, g.actor, round.Code, kind, model.GroupRegion)
		if err != nil {
			return err
		}
		g.facts.Trend = append(g.facts.Trend, model.FigureRate{
			Label: round.Label(), Passed: table.Total.Passed, Inspected: table.Total.Inspected,
			Text: table.Rule.Text(table.Total.Passed, table.Total.Inspected),
		})
	}
	return nil
}
