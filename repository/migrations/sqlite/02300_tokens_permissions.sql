-- +goose Up
ALTER TABLE tokens ADD COLUMN permissions TEXT NOT NULL DEFAULT '';
