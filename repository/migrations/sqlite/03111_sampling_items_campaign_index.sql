-- +goose Up
CREATE INDEX IF NOT EXISTS sampling_items_campaign_index ON sampling_items (campaign_id);
