-- +goose Up
CREATE INDEX IF NOT EXISTS measures_campaign_index ON measures (campaign_code, region_code, kind);
