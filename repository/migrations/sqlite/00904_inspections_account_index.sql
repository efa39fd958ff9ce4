-- +goose Up
CREATE INDEX IF NOT EXISTS inspections_account_index ON inspections (account_id);
