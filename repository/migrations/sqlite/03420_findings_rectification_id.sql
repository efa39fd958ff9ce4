-- +goose Up
ALTER TABLE findings ADD COLUMN rectification_id INTEGER;
