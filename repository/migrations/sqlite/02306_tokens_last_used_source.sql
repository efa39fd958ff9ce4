-- +goose Up
ALTER TABLE tokens ADD COLUMN last_used_source TEXT NOT NULL DEFAULT '';
