-- +goose Up
ALTER TABLE tokens ADD COLUMN networks TEXT NOT NULL DEFAULT '';
