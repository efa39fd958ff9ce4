-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_account_index ON self_checks (account_id);
