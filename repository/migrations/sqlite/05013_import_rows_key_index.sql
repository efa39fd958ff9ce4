-- +goose Up
CREATE INDEX IF NOT EXISTS import_rows_key_index ON import_rows (key_id);
