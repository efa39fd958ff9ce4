-- +goose Up
CREATE INDEX IF NOT EXISTS contacts_key_index ON contacts (key_id);
