-- +goose Up
ALTER TABLE campaigns ADD COLUMN figure_changes INTEGER NOT NULL DEFAULT 0;
