-- +goose Up
CREATE INDEX IF NOT EXISTS filings_account_index ON filings (account_id, state);
