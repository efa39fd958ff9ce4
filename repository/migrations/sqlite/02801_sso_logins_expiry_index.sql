-- +goose Up
CREATE INDEX IF NOT EXISTS sso_logins_expiry_index ON sso_logins (expires_at);
