-- +goose Up
CREATE INDEX IF NOT EXISTS tokens_previous_index ON tokens (previous_hash);
