-- +goose Up
CREATE INDEX IF NOT EXISTS inspections_campaign_index ON inspections (campaign_code, region_code, id);
