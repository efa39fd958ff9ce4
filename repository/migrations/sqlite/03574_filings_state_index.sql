-- +goose Up
CREATE INDEX IF NOT EXISTS filings_state_index ON filings (state, region_code, due_on);
