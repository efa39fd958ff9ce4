-- +goose Up
CREATE INDEX IF NOT EXISTS report_rows_filing_index ON report_rows (filing_id, state);
