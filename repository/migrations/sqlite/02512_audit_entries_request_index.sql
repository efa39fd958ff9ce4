-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_request_index ON audit_entries (request_id);
