-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_region_index ON audit_entries (region_code, id);
