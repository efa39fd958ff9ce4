-- +goose Up
CREATE INDEX IF NOT EXISTS inspections_table_index ON inspections (campaign_id, kind, region_code, status, verdict);
