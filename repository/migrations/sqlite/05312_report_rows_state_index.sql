-- +goose Up
CREATE INDEX IF NOT EXISTS report_rows_state_index ON report_rows (report_id, state, number);
