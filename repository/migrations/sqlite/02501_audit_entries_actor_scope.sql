-- +goose Up
ALTER TABLE audit_entries ADD COLUMN actor_scope TEXT NOT NULL DEFAULT '';
