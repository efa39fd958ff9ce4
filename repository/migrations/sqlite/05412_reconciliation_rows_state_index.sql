-- +goose Up
CREATE INDEX IF NOT EXISTS reconciliation_rows_state_index ON reconciliation_rows (reconciliation_id, state, number);
