-- +goose Up
CREATE INDEX IF NOT EXISTS rectifications_account_index ON rectifications (account_id, indicator);
