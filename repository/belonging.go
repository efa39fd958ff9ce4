package repository

import (
	"context"
	"fmt"
	"maps"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Belongings is what follows the sites and accounts of the register to another organization.
type Belongings struct{ db *gorm.DB }

// thingTables are where things of a kind are, and thingColumns what names them elsewhere.
var (
	thingTables  = map[model.Subject]string{model.SubjectSite: "sites", model.SubjectAccount: "accounts"}
	thingColumns = map[model.Subject]string{model.SubjectSite: "site_id", model.SubjectAccount: "account_id"}
)

// Owners reads to whom things belong now, and keeps them there until this transaction ends.
func (r Belongings) Owners(
	ctx context.Context, kind model.Subject, ids []uint64,
) (map[model.ThingRef]model.Organization, error) {
	found := map[model.ThingRef]model.Organization{}
	for _, piece := range chunks(ids) {
		var rows []struct {
			ThingID uint64
			model.Organization
		}
		q := r.db.WithContext(ctx).Table(thingTables[kind] + " AS t").Clauses(clause.Locking{Strength: "UPDATE"}).
			Select("t.id AS thing_id, o.*").Joins("JOIN organizations o ON o.id = t.organization_id")
		if err := q.Where("t.id IN ?", piece).Order("t.id").Scan(&rows).Error; err != nil {
			return nil, fmt.Errorf("find the owners of things: %w", translate(err))
		}
		for _, row := range rows {
			found[model.ThingRef{Kind: kind, ID: row.ThingID}] = row.Organization
		}
	}
	return found, nil
}

// Hand gives everything that follows a thing to its owner, whether who hands it over sees it or not: its findings with the
// measures over them, its evidence, what is still to be filed of it, and self-checks that are not finished.
func (r Belongings) Hand(ctx context.Context, thing model.ThingRef, to model.Organization, at model.Time) error {
	column := thingColumns[thing.Kind]
	// By their ids, as MariaDB would read the whole table for the rows of a subquery, and lock it.
	findings, err := r.lock(ctx, &model.Rectification{}, column, thing.ID)
	if err != nil {
		return err
	}
	inspections, err := r.lock(ctx, &model.Inspection{}, column, thing.ID)
	if err != nil {
		return err
	}
	owner := map[string]any{"organization_id": to.ID}
	q := r.db.WithContext(ctx)
	hand := func(q *gorm.DB, row any, owner map[string]any) {
		values := map[string]any{"region_code": to.RegionCode, "version": gorm.Expr("version + 1"), "updated_at": at}
		maps.Copy(values, owner)
		if err == nil {
			err = q.Model(row).UpdateColumns(values).Error
		}
	}
	hand(q.Where(column+" = ?", thing.ID), &model.Rectification{}, map[string]any{
		"organization_id": to.ID, "organization_name": to.Name,
	})
	for _, piece := range chunks(findings) {
		hand(q.Where("rectification_id IN ?", piece), &model.Measure{}, owner)
	}
	for _, piece := range chunks(inspections) {
		hand(q.Where("inspection_id IN ?", piece), &model.Attachment{}, owner)
	}
	hand(q.Where(column+" = ? AND state = ?", thing.ID, model.FilingOpen), &model.Filing{}, owner)
	hand(q.Where(column+" = ? AND state = ?", thing.ID, model.SelfCheckDraft), &model.SelfCheck{}, map[string]any{
		"target_organization_id": to.ID, "target_organization_name": to.Name, "target_public_service": to.ProvidesServices,
	})
	if err != nil {
		return fmt.Errorf("hand over what belongs to a thing: %w", translate(err))
	}
	return nil
}

// lock takes the rows about a thing and answers their ids.
func (r Belongings) lock(ctx context.Context, row any, column string, id uint64) ([]uint64, error) {
	var ids []uint64
	q := r.db.WithContext(ctx).Model(row).Clauses(clause.Locking{Strength: "UPDATE"}).Where(column+" = ?", id)
	if err := q.Order("id").Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("lock what belongs to a thing: %w", translate(err))
	}
	return ids, nil
}

// Behind is the inspection of a finding or an attachment that the caller has: these move with the thing, it does not.
func (r Inspections) Behind(ctx context.Context, id uint64, lock bool) (model.Inspection, error) {
	return behind[model.Inspection](ctx, r.db, "inspection", id, lock)
}

// Behind is the campaign of an inspection behind something that the caller has, and may lie out of the caller's sight like it.
func (r Campaigns) Behind(ctx context.Context, id uint64, lock bool) (model.Campaign, error) {
	return behind[model.Campaign](ctx, r.db, "campaign", id, lock)
}

func behind[T any](ctx context.Context, db *gorm.DB, what string, id uint64, lock bool) (T, error) {
	var row T
	q := db.WithContext(ctx)
	if lock {
		q = q.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	if err := q.Where("id IN ?", []uint64{id}).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get the %s behind something: %w", what, translate(err))
	}
	return row, nil
}
