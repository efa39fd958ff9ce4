-- +goose Up
ALTER TABLE catalogues ADD COLUMN preferred INTEGER NOT NULL DEFAULT 1 CHECK (preferred IN (0, 1));
