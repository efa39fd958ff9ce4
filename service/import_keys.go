package service

import (
	"context"
	"fmt"

	"xuncha/model"
	"xuncha/repository"
)

// resealPieces is the number of parts of files that one transaction seals anew: each is half a megabyte.
const resealPieces = 8

// readImports is read for files of contacts: their rows, then the files themselves. False means that there are no more.
func (r *resealing) readImports(ctx context.Context) (bool, error) {
	rows, err := r.store.Imports.RowsUnder(ctx, r.key, r.place.ImportRowID, resealBatch)
	if err != nil {
		return false, err
	}
	for _, old := range rows {
		r.place.ImportRowID = old.ID
		if err := r.resealRow(ctx, old); err != nil {
			return false, err
		}
	}
	if len(rows) > 0 {
		return true, nil
	}
	pieces, err := r.store.Imports.PiecesUnder(ctx, r.key, r.place.PieceID, resealPieces)
	if err != nil {
		return false, err
	}
	for _, old := range pieces {
		r.place.PieceID = old.ID
		job, err := r.store.Imports.Get(ctx, model.ScopeAll, old.ImportID)
		if err != nil {
			return false, err
		}
		bound := boundPiece(job.FileHash, old.Piece)
		plain, err := r.ring.Open(old.KeyID, old.Content, bound)
		if err != nil {
			r.place.Unreadable = append(r.place.Unreadable, fmt.Sprintf("piece %d of import %d, sealed with %s", old.Piece, old.ImportID, old.KeyID))
			continue
		}
		sealed := old
		sealed.KeyID, sealed.Content = r.ring.Seal(plain, bound)
		r.add(old.KeyID, func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error) {
			place.ImportRows++
			return tx.Imports.ResealPiece(ctx, old, sealed)
		})
	}
	return len(pieces) > 0, nil
}

func (r *resealing) resealRow(ctx context.Context, old model.ImportRow) error {
	job, err := r.store.Imports.Get(ctx, model.ScopeAll, old.ImportID)
	if err != nil {
		return err
	}
	rows := []model.ImportRow{old}
	err = r.openRows(job, rows)
	if err == nil {
		err = r.sealRows(job, rows)
	}
	if err != nil {
		r.place.Unreadable = append(r.place.Unreadable, fmt.Sprintf("row %d of import %d, sealed with %s", old.Number, old.ImportID, old.KeyID))
		return nil //nolint:nilerr // it is told with the others that cannot be opened
	}
	r.add(old.KeyID, func(ctx context.Context, tx *repository.Store, place *model.ResealPlace) (bool, error) {
		place.ImportRows++
		return tx.Imports.ResealRow(ctx, old, rows[0])
	})
	return nil
}
