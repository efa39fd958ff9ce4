package service

import (
	"context"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
)

// bindAttachments takes attachments as the proof of one finding, in the transaction of whatever they are submitted with,
// and answers what goes into its trail. The caller has locked the finding. Those that are bound to it already stay as they
// are; every fault is told at once, by the place of the id in attachment_ids.
func bindAttachments(
	ctx context.Context, tx *repository.Store, a model.Actor, at model.Time, inspectionID, rectificationID uint64, ids []uint64,
) (changes []change, err error) {
	if len(ids) > model.MaxBound {
		return nil, model.InvalidField("attachment_ids", "too_many_items", model.MaxBound)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := tx.Attachments.LockAll(ctx, a, ids)
	if err != nil {
		return nil, err
	}
	var faults []model.FieldError
	var bound []model.Attachment
	seen := map[uint64]bool{}
	for n, id := range ids {
		row, known := found[id]
		before, code := row, "unknown_reference"
		if known {
			code = row.Bind(inspectionID, rectificationID)
		}
		if seen[id] {
			code = "named_twice"
		}
		seen[id] = true
		switch {
		case code != "":
			faults = append(faults, model.FieldError{Field: fmt.Sprintf("attachment_ids[%d]", n), Code: code})
		case row != before:
			row.Version, row.UpdatedAt = before.Version+1, at
			bound = append(bound, row)
			changes = append(changes, changed(attachmentNoun, "bind", "", &before, &row))
		}
	}
	if len(faults) > 0 {
		return nil, model.Invalid(faults...)
	}
	for n := range bound {
		if err := tx.Attachments.Update(ctx, a, bound[n].Version-1, &bound[n]); err != nil {
			return nil, err
		}
	}
	return changes, nil
}
