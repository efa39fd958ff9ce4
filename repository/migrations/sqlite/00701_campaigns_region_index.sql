-- +goose Up
CREATE INDEX IF NOT EXISTS campaigns_region_index ON campaigns (region_code);
