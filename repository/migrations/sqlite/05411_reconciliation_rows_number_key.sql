-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS reconciliation_rows_number_key ON reconciliation_rows (reconciliation_id, number);
