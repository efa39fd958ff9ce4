-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS audit_entries_seq_key ON audit_entries (seq);
