-- +goose Up
CREATE INDEX IF NOT EXISTS login_counters_updated_index ON login_counters (updated_at);
