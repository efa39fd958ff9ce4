package repository

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"xuncha/model"
)

// Feed is the sequence of committed events.
type Feed struct{ db *gorm.DB }

const theFeed = 1 // the id of the only row of feeds

// Ends is the row with both ends of the feed.
func (r Feed) Ends(ctx context.Context) (model.Feed, error) {
	var row model.Feed
	if err := r.db.WithContext(ctx).Where("id = ?", theFeed).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get the ends of the feed: %w", translate(err))
	}
	return row, nil
}

// Unnumbered reads events that have no place in the feed, the smallest ids first.
func (r Feed) Unnumbered(ctx context.Context, limit int) ([]model.Event, error) {
	var rows []model.Event
	q := r.db.WithContext(ctx).Where("position IS NULL")
	if err := find(q.Order("id").Limit(limit), &rows); err != nil {
		return nil, fmt.Errorf("read unnumbered events: %w", translate(err))
	}
	return rows, nil
}

// Extend moves the end of the feed from a position, and answers false when it is not there any more. Nobody else moves it
// until this transaction ends.
func (r Feed) Extend(ctx context.Context, from uint64, to model.Feed) (bool, error) {
	q := r.db.WithContext(ctx).Model(&model.Feed{}).Where("id = ? AND last_position = ?", theFeed, from)
	res := q.Select("last_position", "updated_at").UpdateColumns(&to)
	if res.Error != nil {
		return false, fmt.Errorf("extend the feed: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// Number writes the positions of events. As for the chain of audit entries the condition names nothing but ids: one on
// position would lock the gap into which every new event goes.
func (r Feed) Number(ctx context.Context, rows []model.Event) error {
	var cases strings.Builder
	var values, ids []any
	for _, e := range rows {
		cases.WriteString(" WHEN ? THEN ?")
		values, ids = append(values, e.ID, uint64(e.Position)), append(ids, e.ID)
	}
	statement := "UPDATE events SET position = CASE id" + cases.String() + " END WHERE id IN (?" +
		strings.Repeat(", ?", len(ids)-1) + ")"
	res := r.db.WithContext(ctx).Exec(statement, append(values, ids...)...)
	if res.Error != nil {
		return fmt.Errorf("number events: %w", translate(res.Error))
	}
	if res.RowsAffected != int64(len(rows)) {
		return fmt.Errorf("number events: %d of %d were there", res.RowsAffected, len(rows))
	}
	return nil
}

// Between reads what a caller sees of the events behind one position up to another, in their order.
func (r Feed) Between(
	ctx context.Context, s model.Sight, f model.ChangeFilter, after, until uint64, limit int,
) ([]model.Event, error) {
	var rows []model.Event
	q := r.db.WithContext(ctx).Where("position > ? AND position <= ?", after, until).Where(told(r.db.WithContext(ctx), s, f.Kinds))
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	if err := find(q.Order("position").Limit(limit), &rows); err != nil {
		return nil, fmt.Errorf("read the feed: %w", translate(err))
	}
	return rows, nil
}

// told are the events of some kinds that a caller hears of: those of the things that its lists show.
func told(db *gorm.DB, s model.Sight, kinds []model.ChangeKind) *gorm.DB {
	byReach := map[model.Reach][]string{}
	for _, k := range kinds {
		byReach[k.Reach] = append(byReach[k.Reach], k.Kind)
	}
	area, organizationID := s.Within()
	fresh := func() *gorm.DB { return db.Session(&gorm.Session{NewDB: true}) }
	heard := fresh().Where("1 = 0")
	for _, reach := range []model.Reach{model.ReachOwn, model.ReachArea, model.ReachConcerning, model.ReachEverybody, model.ReachSent} {
		if len(byReach[reach]) == 0 {
			continue
		}
		q := fresh().Where("thing_kind IN ?", byReach[reach])
		switch reach {
		case model.ReachOwn:
			q = seen(q, s, "organization_id")
		case model.ReachArea:
			q = scoped(q, area, "region_code")
		case model.ReachConcerning:
			q = q.Where(reaching(fresh(), area, "region_code = '' OR "))
		case model.ReachSent:
			if organizationID != 0 {
				area = ""
			}
			q = q.Where(sentFor(fresh, area, byReach[reach]))
		}
		heard = heard.Or(q)
	}
	return heard
}

// sentFor are the events of what was made for an area: its row has it, as an area need not be a region.
func sentFor(fresh func() *gorm.DB, area model.Scope, kinds []string) *gorm.DB {
	tables := map[string]any{"import": &model.Import{}, "report": &model.Report{}, "reconciliation": &model.Reconciliation{}}
	sent := fresh().Where("1 = 0")
	for _, kind := range kinds {
		ids := scoped(fresh().Model(tables[kind]).Select("id"), area, "scope")
		sent = sent.Or("thing_kind = ? AND thing_id IN (?)", kind, ids)
	}
	return sent
}

// Aged are the oldest positions of events, those first that were made before a time, without a gap.
func (r Feed) Aged(ctx context.Context, before model.Time, limit int) ([]model.Event, error) {
	var rows []model.Event
	q := r.db.WithContext(ctx).Where("position IS NOT NULL").Order("position").Limit(limit)
	if err := q.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read old events: %w", translate(err))
	}
	for i, e := range rows {
		if !e.At.Before(before.Time) {
			return rows[:i], nil
		}
	}
	return rows, nil
}

// Remove deletes numbered events by their ids.
func (r Feed) Remove(ctx context.Context, ids []uint64) error {
	if err := r.db.WithContext(ctx).Where("id IN ?", ids).Delete(&model.Event{}).Error; err != nil {
		return fmt.Errorf("remove old events: %w", translate(err))
	}
	return nil
}

// MoveBase writes where the feed begins, and answers false when it does not begin any more where the caller has read it.
func (r Feed) MoveBase(ctx context.Context, from uint64, to model.Feed) (bool, error) {
	q := r.db.WithContext(ctx).Model(&model.Feed{}).Where("id = ? AND base_position = ?", theFeed, from)
	res := q.Select("base_position").UpdateColumns(&to)
	if res.Error != nil {
		return false, fmt.Errorf("move the base of the feed: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}
