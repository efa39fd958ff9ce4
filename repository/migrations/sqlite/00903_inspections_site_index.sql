-- +goose Up
CREATE INDEX IF NOT EXISTS inspections_site_index ON inspections (site_id);
