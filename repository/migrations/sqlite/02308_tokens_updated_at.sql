-- +goose Up
ALTER TABLE tokens ADD COLUMN updated_at TEXT;
