-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS pulls_reconciliation_key ON pulls (reconciliation_id);
