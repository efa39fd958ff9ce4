-- +goose Up
CREATE INDEX IF NOT EXISTS contacts_mobile_index ON contacts (mobile_lookup);
