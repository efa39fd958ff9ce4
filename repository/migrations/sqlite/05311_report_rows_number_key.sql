-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS report_rows_number_key ON report_rows (report_id, number);
