-- +goose Up
ALTER TABLE imports ADD COLUMN details TEXT NOT NULL DEFAULT '';
