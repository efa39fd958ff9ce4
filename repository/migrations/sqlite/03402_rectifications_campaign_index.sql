-- +goose Up
CREATE INDEX IF NOT EXISTS rectifications_campaign_index ON rectifications (campaign_code, region_code, id);
