-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_user_index ON audit_entries (user_id, id);
