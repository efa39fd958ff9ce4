-- +goose Up
ALTER TABLE events ADD COLUMN position INTEGER;
