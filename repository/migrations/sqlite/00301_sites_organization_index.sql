-- +goose Up
CREATE INDEX IF NOT EXISTS sites_organization_index ON sites (organization_id, region_code);
