-- +goose Up
CREATE INDEX IF NOT EXISTS passed_overs_account_index ON passed_overs (account_id);
