-- +goose Up
CREATE INDEX IF NOT EXISTS rectifications_site_index ON rectifications (site_id, indicator);
