-- +goose Up
CREATE INDEX IF NOT EXISTS account_versions_organization_index ON account_versions (organization_id, region_code);
