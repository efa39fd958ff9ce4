package service

import (
	"context"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"

	"xuncha/model"
)

// How much is kept: many small tables, as of a prefecture, and a few of those of a nation's counties; full of the largest that are
// taken, some 30 MB.
const (
	keptSmall = 1000
	keptLarge = 16
	smallRows = 64
	largeRows = 5000
)

// kept is what was counted of campaigns, so that nothing is counted again while nothing changes. Each campaign carries the number
// of its changes, which counts up in the transaction of a change: what was kept under another number is never looked at again.
type kept struct{ small, large *lru.Cache[keptKey, any] }

// keptKey says of what something was counted, for whom, and at which number of changes.
type keptKey struct {
	campaign, changes, organization uint64
	area                            model.Scope
	what                            string
}

func newKept() *kept {
	small, _ := lru.New[keptKey, any](keptSmall) // an error is told for sizes below 1 only
	large, _ := lru.New[keptKey, any](keptLarge)
	return &kept{small, large}
}

func keyOf(s model.Sight, c model.Campaign, what string, q model.FigureQuery) keptKey {
	area, organizationID := s.Within()
	what = fmt.Sprint(what, " ", q.Kind, " ", q.Region, " ", q.Level, " ", q.By)
	return keptKey{c.ID, c.FigureChanges, organizationID, area, what}
}

// find is what was kept, which nobody may change.
func find[T any](k *kept, key keptKey) (rows []T, found bool) {
	if k == nil {
		return nil, false
	}
	had, found := k.small.Get(key)
	if !found {
		had, found = k.large.Get(key)
	}
	rows, _ = had.([]T)
	return rows, found
}

func keep[T any](k *kept, key keptKey, rows []T) {
	switch {
	case k == nil || len(rows) > largeRows:
	case len(rows) > smallRows:
		k.large.Add(key, rows)
	default:
		k.small.Add(key, rows)
	}
}

// recall is what was kept, or else what is read. The campaign of the key was read before, so what is read is never older.
func recall[T any](k *kept, key keptKey, read func() ([]T, error)) ([]T, error) {
	if rows, found := find[T](k, key); found {
		return rows, nil
	}
	rows, err := read()
	if err == nil {
		keep(k, key, rows)
	}
	return rows, err
}

// counted are the figures of campaigns, read with one statement as far as they are not kept.
func (b base) counted(ctx context.Context, a model.Actor, q model.FigureQuery, campaigns ...model.Campaign) ([]model.Figure, error) {
	of, missing := map[uint64][]model.Figure{}, map[uint64]keptKey{}
	q.Campaigns = nil
	for _, c := range campaigns {
		key := keyOf(a, c, "figures", q)
		rows, found := find[model.Figure](b.kept, key)
		if of[c.ID] = rows; !found {
			missing[c.ID] = key
			q.Campaigns = append(q.Campaigns, c.ID)
		}
	}
	if len(missing) > 0 {
		read, err := b.store.Statistics.Figures(ctx, a, q)
		if err != nil {
			return nil, err
		}
		for _, f := range read {
			of[f.CampaignID] = append(of[f.CampaignID], f)
		}
	}
	var all []model.Figure
	for _, c := range campaigns {
		if key, ok := missing[c.ID]; ok {
			keep(b.kept, key, of[c.ID])
		}
		all = append(all, of[c.ID]...)
	}
	return all, nil
}
