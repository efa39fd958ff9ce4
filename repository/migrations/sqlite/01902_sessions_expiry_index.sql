-- +goose Up
CREATE INDEX IF NOT EXISTS sessions_expiry_index ON sessions (expires_at);
