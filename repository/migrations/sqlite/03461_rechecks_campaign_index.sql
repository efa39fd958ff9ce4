-- +goose Up
CREATE INDEX IF NOT EXISTS rechecks_campaign_index ON rechecks (campaign_id);
