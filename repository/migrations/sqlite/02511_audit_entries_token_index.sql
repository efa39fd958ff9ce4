-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_token_index ON audit_entries (token_id, id);
