-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS report_pieces_number_key ON report_pieces (report_id, number);
