-- +goose Up
CREATE INDEX IF NOT EXISTS account_versions_name_index ON account_versions (platform, name_key);
