-- +goose Up
CREATE INDEX IF NOT EXISTS audit_entries_thing_index ON audit_entries (thing_kind, thing_id, id);
