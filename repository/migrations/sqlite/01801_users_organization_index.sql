-- +goose Up
CREATE INDEX IF NOT EXISTS users_organization_index ON users (organization_id);
