-- +goose Up
CREATE INDEX IF NOT EXISTS accounts_organization_index ON accounts (organization_id, region_code);
