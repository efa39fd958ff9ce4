-- +goose Up
CREATE INDEX IF NOT EXISTS filings_site_index ON filings (site_id, state);
