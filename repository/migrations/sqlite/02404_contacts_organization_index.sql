-- +goose Up
CREATE INDEX IF NOT EXISTS contacts_organization_index ON contacts (organization_id, region_code);
