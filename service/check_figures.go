package service

import (
	"context"

	"xuncha/model"
	"xuncha/repository"
)

// FiguresReport is what a check of the tallies found.
type FiguresReport struct {
	Campaigns int
	Groups    int // tallies looked at
	Differing int
	Repaired  int
}

// CheckFigures compares the tallies of every campaign that a caller manages with a recount, and calls tell with each one that
// differs. With repair it puts the recount in their place. The service may go on meanwhile: who changes a result waits for
// the one campaign that is looked at.
func (s *Statistics) CheckFigures(
	ctx context.Context, a model.Actor, repair bool, tell func(model.TallyDifference) error,
) (FiguresReport, error) {
	var report FiguresReport
	if err := a.Allow(model.ManageCampaigns); err != nil {
		return report, err
	}
	err := s.store.Campaigns.Export(ctx, a.Area(), model.CampaignFilter{}, func(rows []model.Campaign) error {
		for _, c := range rows {
			if !a.Area().Covers(c.RegionCode) {
				continue
			}
			differing, groups, err := s.checkCampaign(ctx, a, c.Code, repair)
			if err != nil {
				return err
			}
			report.Campaigns++
			report.Groups += groups
			report.Differing += len(differing)
			if repair {
				report.Repaired += len(differing)
			}
			for _, d := range differing {
				if err := tell(d); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return report, err
}

// checkCampaign looks at one campaign while nobody changes its results.
func (s *Statistics) checkCampaign(
	ctx context.Context, a model.Actor, code string, repair bool,
) (differing []model.TallyDifference, groups int, err error) {
	at := s.now()
	differing, err = repository.InTx(ctx, s.store, func(tx *repository.Store) ([]model.TallyDifference, error) {
		c, err := tx.Campaigns.Lock(ctx, a.Area(), code)
		if err != nil {
			return nil, err
		}
		kept, err := tx.Tallies.Of(ctx, a.Area(), c.ID)
		if err != nil {
			return nil, err
		}
		counted, err := tx.Tallies.Recount(ctx, a.Area(), c.ID)
		if err != nil {
			return nil, err
		}
		groups = max(len(kept), len(counted))
		found := model.CompareTallies(c.Code, kept, counted)
		if !repair || len(found) == 0 {
			return found, nil
		}
		if err := tx.Tallies.Replace(ctx, a.Area(), c.ID, counted); err != nil {
			return nil, err
		}
		return found, s.record(ctx, tx, a, at, change{
			operation: campaignNoun.kind + ".repair_figures", kind: campaignNoun.kind, id: c.ID, code: c.Code, region: c.RegionCode,
			version: c.Version, before: repairOf(c, found, false), after: repairOf(c, found, true),
		})
	})
	if IsNotFound(err) { // a draft that was deleted meanwhile
		return nil, 0, nil
	}
	return differing, groups, err
}

// repair is what the trail keeps of tallies that were put right.
type repair struct {
	Code    string
	Tallies []repairedTally
}

type repairedTally struct {
	model.TallyKey
	model.Tally
}

func repairOf(c model.Campaign, found []model.TallyDifference, after bool) repair {
	out := repair{Code: c.Code}
	for _, d := range found {
		tally := repairedTally{d.Key, d.Kept}
		if after {
			tally.Tally = d.Counted
		}
		out.Tallies = append(out.Tallies, tally)
	}
	return out
}
