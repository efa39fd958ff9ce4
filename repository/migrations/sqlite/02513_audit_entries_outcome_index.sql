-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_outcome_index ON audit_entries (outcome, id);
