package repository

import (
	"context"
	"fmt"
	"maps"
	"strings"

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
// measures over them, its evidence, what is still to be filed of it, and self-checks that are not finished. It answers what
// it has handed over, as it was before, but for the self-checks, of which nobody is told.
func (r Belongings) Hand(ctx context.Context, thing model.ThingRef, to model.Organization, at model.Time) ([]model.Handed, error) {
	column := thingColumns[thing.Kind]
	h := handing{ctx: ctx, db: r.db, values: map[string]any{
		"organization_id": to.ID, "region_code": to.RegionCode, "version": gorm.Expr("version + 1"), "updated_at": at,
	}}
	// By their ids, as MariaDB would read the whole table for the rows of a subquery, and lock it.
	findings := h.take("finding", &model.Rectification{}, column+" = ?", []uint64{thing.ID})
	var inspections []uint64
	q := r.db.WithContext(ctx).Model(&model.Inspection{}).Clauses(clause.Locking{Strength: "UPDATE"}).Where(column+" = ?", thing.ID)
	if h.err == nil {
		h.err = q.Order("id").Pluck("id", &inspections).Error
	}
	filings := h.take("filing", &model.Filing{}, "state = '"+string(model.FilingOpen)+"' AND "+column+" = ?", []uint64{thing.ID})
	measures := h.take("measure", &model.Measure{}, "rectification_id IN ?", findings)
	attachments := h.take("attachment", &model.Attachment{}, "inspection_id IN ?", inspections)
	h.give(&model.Rectification{}, findings, map[string]any{"organization_name": to.Name})
	h.give(&model.Measure{}, measures, nil)
	h.give(&model.Attachment{}, attachments, nil)
	h.give(&model.Filing{}, filings, nil)
	if h.err == nil {
		checks := r.db.WithContext(ctx).Where(column+" = ? AND state = ?", thing.ID, model.SelfCheckDraft)
		values := maps.Clone(h.values)
		delete(values, "organization_id")
		maps.Copy(values, map[string]any{
			"target_organization_id": to.ID, "target_organization_name": to.Name, "target_public_service": to.ProvidesServices,
		})
		h.err = checks.Model(&model.SelfCheck{}).UpdateColumns(values).Error
	}
	if h.err != nil {
		return nil, fmt.Errorf("hand over what belongs to a thing: %w", translate(h.err))
	}
	return h.handed, nil
}

// handing collects what goes to another organization, until the first error.
type handing struct {
	ctx    context.Context //nolint:containedctx // of the one call
	db     *gorm.DB
	values map[string]any // of the new owner
	handed []model.Handed
	err    error
}

// take locks the rows of a kind that belong to keys, and answers their ids.
func (h *handing) take(kind string, row any, condition string, keys []uint64) (ids []uint64) {
	for _, piece := range chunks(keys) {
		var found []model.Handed
		var key any = piece
		if len(piece) == 1 && strings.HasSuffix(condition, "= ?") {
			key = piece[0]
		}
		q := h.db.WithContext(h.ctx).Model(row).Clauses(clause.Locking{Strength: "UPDATE"}).Where(condition, key)
		if h.err == nil {
			h.err = q.Select("id, version, region_code, organization_id").Order("id").Find(&found).Error
		}
		for _, f := range found {
			f.Kind = kind
			h.handed, ids = append(h.handed, f), append(ids, f.ID)
		}
	}
	return ids
}

// give writes the new owner of rows, and what else changes with it.
func (h *handing) give(row any, ids []uint64, more map[string]any) {
	values := maps.Clone(h.values)
	maps.Copy(values, more)
	for _, piece := range chunks(ids) {
		if h.err == nil {
			h.err = h.db.WithContext(h.ctx).Model(row).Where("id IN ?", piece).UpdateColumns(values).Error
		}
	}
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
