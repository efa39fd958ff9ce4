-- +goose Up
CREATE INDEX IF NOT EXISTS sessions_user_index ON sessions (user_id);
