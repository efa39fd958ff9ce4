-- +goose Up
CREATE INDEX IF NOT EXISTS inspections_organization_index ON inspections (campaign_id, kind, target_organization_id, status, verdict);
