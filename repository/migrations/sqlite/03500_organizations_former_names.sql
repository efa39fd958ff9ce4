-- +goose Up
ALTER TABLE organizations ADD COLUMN former_names TEXT NOT NULL DEFAULT '';
