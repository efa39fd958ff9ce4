-- +goose Up
CREATE INDEX IF NOT EXISTS site_versions_organization_index ON site_versions (organization_id, region_code);
