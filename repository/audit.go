package repository

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"xuncha/model"
)

// Audit is the collection of audit entries as they are read, chained and removed.
type Audit struct{ db *gorm.DB }

var auditSorts = sorts{"id": "id", "at": "at"}

func auditID(e model.AuditEntry) uint64 { return e.ID }

// visible keeps a statement to the entries that a caller sees: of things in its area, and of what callers of its area
// did or tried. Entries of no region and of callers from above are for those who see everything.
func visible(db *gorm.DB, s model.Sight) *gorm.DB {
	area, _ := s.Within()
	if area == model.ScopeAll || area == "" {
		return scoped(db, area, "region_code")
	}
	low, high := string(area), string(area)+":"
	return db.Where("((region_code >= ? AND region_code < ?) OR (actor_scope >= ? AND actor_scope < ?))", low, high, low, high)
}

func (r Audit) filtered(ctx context.Context, s model.Sight, f model.AuditFilter) *gorm.DB {
	q := visible(r.db.WithContext(ctx).Model(&model.AuditEntry{}), s)
	if f.Region != "" {
		q = scoped(q, f.Region, "region_code")
	}
	q = code(q, "operation", f.Operation)
	q = where(q, "outcome = ?", f.Outcome)
	q = where(q, "user_id = ?", f.UserID)
	q = where(q, "token_id = ?", f.TokenID)
	q = code(q, "thing_kind", f.ThingKind)
	q = where(q, "thing_id = ?", f.ThingID)
	q = code(q, "request_id", f.RequestID)
	q = where(q, "source = ?", f.Source)
	if !f.From.IsZero() {
		q = q.Where("at >= ?", f.From)
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", f.To)
	}
	for _, word := range strings.Fields(f.Query) {
		q = q.Where("(actor_name LIKE ? ESCAPE '!' OR reason LIKE ? ESCAPE '!')", contains(word), contains(word))
	}
	return q
}

// List answers one piece of the list.
func (r Audit) List(ctx context.Context, s model.Sight, f model.AuditFilter, req model.ListRequest) (model.List[model.AuditEntry], error) {
	return list(r.filtered(ctx, s, f), auditSorts, req, auditID)
}

// Get is the entry of an id, if the caller sees it.
func (r Audit) Get(ctx context.Context, s model.Sight, id uint64) (model.AuditEntry, error) {
	var row model.AuditEntry
	if err := visible(r.db.WithContext(ctx), s).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get audit entry: %w", translate(err))
	}
	return row, nil
}

const theChain = 1 // the id of the only row of audit_chains

// Chain is the row with both ends of the chain.
func (r Audit) Chain(ctx context.Context) (model.AuditChain, error) {
	var row model.AuditChain
	if err := r.db.WithContext(ctx).Where("id = ?", theChain).Take(&row).Error; err != nil {
		return row, fmt.Errorf("get the chain: %w", translate(err))
	}
	return row, nil
}

// Extend moves the end of the chain from a place, and answers false when it is not there any more. Nobody else moves it
// until this transaction ends.
func (r Audit) Extend(ctx context.Context, from uint64, to model.AuditChain) (bool, error) {
	q := r.db.WithContext(ctx).Model(&model.AuditChain{}).Where("id = ? AND last_seq = ?", theChain, from)
	res := q.Select("last_seq", "last_hash", "updated_at").UpdateColumns(&to)
	if res.Error != nil {
		return false, fmt.Errorf("extend the chain: %w", translate(res.Error))
	}
	return res.RowsAffected == 1, nil
}

// LockChain is Chain for whoever moves its base: nobody else moves an end until this transaction ends.
func (r Audit) LockChain(ctx context.Context) (model.AuditChain, error) {
	var row model.AuditChain
	q := r.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
	if err := q.Where("id = ?", theChain).Take(&row).Error; err != nil {
		return row, fmt.Errorf("lock the chain: %w", translate(err))
	}
	return row, nil
}

// MoveBase writes where the chain begins.
func (r Audit) MoveBase(ctx context.Context, row model.AuditChain) error {
	q := r.db.WithContext(ctx).Model(&model.AuditChain{}).Where("id = ?", theChain)
	return changed(q.Select("base_seq", "base_hash", "updated_at").UpdateColumns(&row), "the base of the chain")
}

// Unsealed reads entries that have no place in the chain, the smallest ids first.
func (r Audit) Unsealed(ctx context.Context, limit int) ([]model.AuditEntry, error) {
	var rows []model.AuditEntry
	if err := find(r.db.WithContext(ctx).Where("seq IS NULL").Order("id").Limit(limit), &rows); err != nil {
		return nil, fmt.Errorf("read unsealed entries: %w", translate(err))
	}
	return rows, nil
}

// Seal writes the places and hashes of entries. The condition names nothing but ids: one on seq would lock the gap into
// which every new entry goes.
func (r Audit) Seal(ctx context.Context, rows []model.AuditEntry) error {
	var seqs, hashes strings.Builder
	var first, second, ids []any
	for _, e := range rows {
		seqs.WriteString(" WHEN ? THEN ?")
		hashes.WriteString(" WHEN ? THEN ?")
		first, second, ids = append(first, e.ID, uint64(e.Seq)), append(second, e.ID, e.Hash), append(ids, e.ID)
	}
	statement := "UPDATE audit_entries SET seq = CASE id" + seqs.String() + " END, hash = CASE id" + hashes.String() + " END" +
		" WHERE id IN (?" + strings.Repeat(", ?", len(ids)-1) + ")"
	res := r.db.WithContext(ctx).Exec(statement, append(append(first, second...), ids...)...)
	if res.Error != nil {
		return fmt.Errorf("seal audit entries: %w", translate(res.Error))
	}
	if res.RowsAffected != int64(len(rows)) {
		return fmt.Errorf("seal audit entries: %d of %d were there", res.RowsAffected, len(rows))
	}
	return nil
}

// After reads sealed entries behind a place, in the order of the chain.
func (r Audit) After(ctx context.Context, seq uint64, limit int) ([]model.AuditEntry, error) {
	var rows []model.AuditEntry
	if err := r.db.WithContext(ctx).Where("seq > ?", seq).Order("seq").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the chain: %w", translate(err))
	}
	return rows, nil
}

// First is the entry with the smallest place, whatever that is.
func (r Audit) First(ctx context.Context) (model.AuditEntry, error) {
	var row model.AuditEntry
	if err := r.db.WithContext(ctx).Where("seq IS NOT NULL").Order("seq").Take(&row).Error; err != nil {
		return row, fmt.Errorf("read the beginning of the chain: %w", translate(err))
	}
	return row, nil
}

// At is the entry at a place of the chain.
func (r Audit) At(ctx context.Context, seq uint64) (model.AuditEntry, error) {
	var row model.AuditEntry
	if err := r.db.WithContext(ctx).Where("seq = ?", seq).Take(&row).Error; err != nil {
		return row, fmt.Errorf("read the chain at %d: %w", seq, translate(err))
	}
	return row, nil
}

// FirstKeyed is the first place of the chain whose entry has a keyed hash, 0 for none.
func (r Audit) FirstKeyed(ctx context.Context) (uint64, error) {
	var seqs []uint64
	q := r.db.WithContext(ctx).Model(&model.AuditEntry{}).Where("seq IS NOT NULL AND mac IS NOT NULL").Order("seq").Limit(1)
	if err := q.Pluck("seq", &seqs).Error; err != nil {
		return 0, fmt.Errorf("look for the first keyed entry: %w", translate(err))
	}
	if len(seqs) == 0 {
		return 0, nil
	}
	return seqs[0], nil
}

// Waiting counts the entries that have no place in the chain.
func (r Audit) Waiting(ctx context.Context) (int64, error) {
	var n int64
	if err := r.db.WithContext(ctx).Model(&model.AuditEntry{}).Where("seq IS NULL").Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count unsealed entries: %w", translate(err))
	}
	return n, nil
}

// Remove deletes entries. The condition names nothing but ids, as that of Seal.
func (r Audit) Remove(ctx context.Context, ids []uint64) error {
	res := r.db.WithContext(ctx).Where("id IN ?", ids).Delete(&model.AuditEntry{})
	if res.Error != nil {
		return fmt.Errorf("remove old audit entries: %w", translate(res.Error))
	}
	if res.RowsAffected != int64(len(ids)) {
		return fmt.Errorf("remove old audit entries: %d of %d were there", res.RowsAffected, len(ids))
	}
	return nil
}
