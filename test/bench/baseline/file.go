package baseline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"xuncha/model"
)

// keep stores the file, its rows and the trail of all of it.
func (i *importing) keep(ctx context.Context, name string, content []byte) error {
	sum := sha256.Sum256(content)
	job := model.Import{
		Kind: model.ImportAccounts, FileName: name, FileHash: hex.EncodeToString(sum[:]), State: model.ImportApplied, Scope: i.actor.Files(), Version: 1,
		ImportCounts: model.ImportCounts{CreateCount: len(i.rows)}, Notices: model.Notices{}, CreatedAt: i.at, UpdatedAt: i.at,
		Details: model.ImportDetails{Form: model.ImportForm{Format: "csv", Encoding: "utf-8", Separator: ","}, Header: 1, Stored: true},
	}
	asked, err := json.Marshal([]any{job.Scope, job.Kind, job.FileHash, "", "", nil, false})
	if err != nil {
		return fmt.Errorf("encode what was asked: %w", err)
	}
	once := sha256.Sum256(asked)
	job.OnceKey = model.OptionalKey(hex.EncodeToString(once[:]))
	id, err := i.run(ctx, i.tx, `INSERT INTO imports (kind, file_name, file_hash, state, dry_run, scope, create_count, update_count,
unchanged_count, conflict_count, rejected_count, dismissed_count, warning_count, notices, details, once_key, version, created_at, updated_at)
VALUES (?, ?, ?, ?, 0, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?, ?, 1, ?, ?)`, string(job.Kind), job.FileName, job.FileHash, string(job.State),
		string(job.Scope), job.CreateCount, job.Notices, job.Details, job.OnceKey, i.at, i.at)
	if err != nil {
		return err
	}
	job.ID = uint64(id)
	rows := make([][]any, len(i.rows))
	for n, row := range i.rows {
		rows[n] = []any{id, n + 1, row.line, string(model.OutcomeCreate), "[]", "[]", row.cells, "", row.account.ID, true, "", 1, i.at}
	}
	_, err = i.insert(ctx, i.tx, "import_rows",
		"import_id, number, line, outcome, problems, faults, cells, key_id, thing_id, applied, dismiss_reason, version, updated_at", rows)
	if err != nil {
		return err
	}
	var pieces [][]any
	for part := range slices.Chunk(content, model.ImportPieceSize) {
		pieces = append(pieces, []any{id, len(pieces), "", part})
	}
	if _, err := i.insert(ctx, i.tx, "import_pieces", "import_id, piece, key_id, content", pieces); err != nil {
		return err
	}
	i.changes = append(i.changes, change{
		operation: "import.create", kind: "import", code: job.FileName, id: job.ID, version: 1, region: job.Scope.Region(), after: stateOfImport(&job),
	})
	const entriesAtOnce = 2000 // in memory
	for piece := range slices.Chunk(i.changes, entriesAtOnce) {
		if err := i.record(ctx, i.tx, i.actor, i.at, piece...); err != nil {
			return err
		}
	}
	return nil
}
