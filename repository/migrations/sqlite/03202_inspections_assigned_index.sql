-- +goose Up
CREATE INDEX IF NOT EXISTS inspections_assigned_index ON inspections (assigned_to, campaign_id);
