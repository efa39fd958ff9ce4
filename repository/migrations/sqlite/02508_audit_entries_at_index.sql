-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_at_index ON audit_entries (at);
