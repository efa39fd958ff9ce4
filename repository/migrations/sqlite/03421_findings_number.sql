-- +goose Up
ALTER TABLE findings ADD COLUMN number TEXT NOT NULL DEFAULT '';
