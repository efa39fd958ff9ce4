-- +goose Up
ALTER TABLE import_rows ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
