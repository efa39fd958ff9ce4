-- +goose Up
CREATE INDEX IF NOT EXISTS contacts_office_index ON contacts (office_lookup);
