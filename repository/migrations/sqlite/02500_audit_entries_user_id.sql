-- +goose Up
ALTER TABLE audit_entries ADD COLUMN user_id INTEGER NOT NULL DEFAULT 0;
