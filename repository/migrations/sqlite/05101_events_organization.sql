-- +goose Up
ALTER TABLE events ADD COLUMN organization_id INTEGER NOT NULL DEFAULT 0;
