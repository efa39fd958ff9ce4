-- +goose Up
CREATE INDEX IF NOT EXISTS organization_versions_region_index ON organization_versions (region_code, id);
