package service

import (
	"cmp"
	"context"
	"slices"

	"xuncha/model"
	"xuncha/repository"
)

// OtherRule is what a result is judged by once more: a catalogue, that of the campaign when zero, and a pass line, that of the
// campaign when nil.
type OtherRule struct {
	Catalogue uint64
	PassLine  *model.Points
}

// WhatIf is a standing result beside what it would be under another rule. Nothing of it is stored.
type WhatIf struct {
	Result    model.Result
	Campaign  model.Campaign
	Catalogue model.Catalogue
	PassLine  model.Points
	Assessed  model.Assessment
	Unmatched []model.Unmatched
}

// Differs reports whether the verdict would be another one.
func (w WhatIf) Differs() bool { return w.Assessed.Verdict != w.Result.Submission.Verdict }

// rules are the rule of a campaign and the other one.
type rules struct {
	campaign  model.Campaign
	catalogue model.Catalogue
	passLine  model.Points
	from, to  model.ScoringRule
}

func (s *Inspections) rules(ctx context.Context, c model.Campaign, o OtherRule) (rules, error) {
	r := rules{campaign: c, passLine: c.PassLine}
	if o.PassLine != nil {
		r.passLine = *o.PassLine
	}
	var err error
	if r.from, err = s.catalogues.rule(ctx, s.store, c); err != nil {
		return r, err
	}
	full, err := s.catalogues.load(ctx, s.store, cmp.Or(o.Catalogue, c.CatalogueID))
	if err != nil {
		return r, inField("catalogue", err)
	}
	r.catalogue = full.Catalogue
	r.to = model.NewScoringRule(full.Catalogue, full.Indicators, r.passLine)
	for _, kind := range c.ScoredKinds {
		if c.Kinds.Has(kind.Subject()) && !r.to.CanScore(kind.Subject()) {
			return r, model.InvalidField("catalogue", "nothing_to_score", kind.Subject().Label())
		}
	}
	return r, nil
}

// Assess computes the standing result of an inspection again under another rule.
func (s *Inspections) Assess(ctx context.Context, a model.Actor, id uint64, o OtherRule) (WhatIf, error) {
	result, err := s.Get(ctx, a, id)
	if err != nil {
		return WhatIf{}, err
	}
	if !result.Inspection.Stands() {
		return WhatIf{}, model.NewError(model.KindConflict, "no_standing_result", string(result.Inspection.Status))
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), result.Inspection.CampaignCode)
	if err != nil {
		return WhatIf{}, err
	}
	r, err := s.rules(ctx, campaign, o)
	if err != nil {
		return WhatIf{}, err
	}
	w := WhatIf{Result: result, Campaign: campaign, Catalogue: r.catalogue, PassLine: r.passLine}
	w.Assessed, w.Unmatched, err = model.WhatIf(r.from, r.to, result.Inspection.Scoring(campaign), model.Edits(result.Findings))
	return w, err
}

// CampaignWhatIf is a campaign as it stands beside what it would be under another rule.
type CampaignWhatIf struct {
	Campaign  model.Campaign
	Catalogue model.Catalogue
	PassLine  model.Points
	Rows      []WhatIfRow
	Total     WhatIfRow
	Changed   []ChangedTarget // those of the piece that was asked for
}

// WhatIfRow counts the targets of a region as they stand and as they would.
type WhatIfRow struct {
	Key, Label string
	Before     model.Tally
	After      model.Tally
	ToPass     int64
	ToFail     int64
	Unmatched  int64 // findings that the other catalogue has no place for
}

// Piece is the part of the changed targets that is asked for.
type Piece struct{ Skip, Limit int }

// ChangedTarget is a target whose verdict would be another one.
type ChangedTarget struct {
	Inspection model.Inspection
	Verdict    model.Verdict
	Deducted   *model.Score
	Final      *model.Score
	Unmatched  int
}

// AssessAll computes every standing result of a campaign that the caller sees again under another rule. It answers a piece of
// the targets whose verdict differs, in the order of the county table.
func (s *Inspections) AssessAll(
	ctx context.Context, a model.Actor, code string, kind model.Subject, o OtherRule, page Piece,
) (CampaignWhatIf, error) {
	if err := a.Allow(model.ReadCampaigns); err != nil {
		return CampaignWhatIf{}, err
	}
	campaign, err := s.store.Campaigns.Get(ctx, a.Area(), code)
	if err != nil {
		return CampaignWhatIf{}, err
	}
	r, err := s.rules(ctx, campaign, o)
	if err != nil {
		return CampaignWhatIf{}, err
	}
	g, err := (&Statistics{s.base}).dimension(ctx, a, campaign, model.GroupRegion, "")
	if err != nil {
		return CampaignWhatIf{}, err
	}
	run := &rerun{rules: r, g: g, out: CampaignWhatIf{Campaign: campaign, Catalogue: r.catalogue, PassLine: r.passLine}}
	for _, row := range g.places {
		run.out.Rows = append(run.out.Rows, WhatIfRow{Key: row.Key, Label: row.Label})
	}
	filter := model.InspectionFilter{Campaign: code, Kind: kind}
	err = s.store.Inspections.Export(ctx, a, filter, func(rows []model.Inspection) error { return run.take(ctx, s.store, rows) })
	if err != nil {
		return CampaignWhatIf{}, err
	}
	return run.page(page), nil
}

// rerun goes through the results of a campaign.
type rerun struct {
	rules
	g   *dimension
	out CampaignWhatIf
}

func (r *rerun) take(ctx context.Context, store *repository.Store, rows []model.Inspection) error {
	var standing []uint64
	for _, i := range rows {
		if i.Stands() {
			standing = append(standing, i.ID)
		}
	}
	findings, err := store.Inspections.CurrentFindings(ctx, standing)
	if err != nil {
		return err
	}
	for _, i := range rows {
		if err := r.one(i, findings[i.ID]); err != nil {
			return err
		}
	}
	return nil
}

func (r *rerun) one(i model.Inspection, findings []model.Finding) error {
	delta := WhatIfRow{Before: model.TallyOf(i.Status, i.Verdict, 1)}
	delta.After = delta.Before
	if i.Stands() {
		assessed, unmatched, err := model.WhatIf(r.from, r.to, i.Scoring(r.campaign), model.Edits(findings))
		if err != nil {
			return err
		}
		delta.After, delta.Unmatched = model.TallyOf(i.Status, assessed.Verdict, 1), int64(len(unmatched))
		if assessed.Verdict != i.Verdict {
			delta.ToPass, delta.ToFail = delta.After.Passed, delta.After.Failed
			r.out.Changed = append(r.out.Changed, ChangedTarget{
				Inspection: i, Verdict: assessed.Verdict, Deducted: assessed.Deducted, Final: assessed.Final, Unmatched: len(unmatched),
			})
		}
	}
	at := r.g.at(model.Figure{RegionCode: i.RegionCode})
	if at == len(r.out.Rows) {
		r.out.Rows = append(r.out.Rows, WhatIfRow{Key: r.g.places[at].Key, Label: r.g.places[at].Label})
	}
	r.out.Rows[at].add(delta)
	r.out.Total.add(delta)
	return nil
}

func (w *WhatIfRow) add(o WhatIfRow) {
	w.Before.Add(o.Before)
	w.After.Add(o.After)
	w.ToPass += o.ToPass
	w.ToFail += o.ToFail
	w.Unmatched += o.Unmatched
}

// page sorts what changes and cuts out the piece that was asked for.
func (r *rerun) page(p Piece) CampaignWhatIf {
	slices.SortFunc(r.out.Changed, func(one, other ChangedTarget) int {
		i, k := one.Inspection, other.Inspection
		x, y := r.g.at(model.Figure{RegionCode: i.RegionCode}), r.g.at(model.Figure{RegionCode: k.RegionCode})
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(k.Kind, i.Kind),
			cmp.Compare(i.TargetCode, k.TargetCode), cmp.Compare(i.ID, k.ID))
	})
	from := min(p.Skip, len(r.out.Changed))
	r.out.Changed = r.out.Changed[from:min(from+p.Limit, len(r.out.Changed))]
	return r.out
}
