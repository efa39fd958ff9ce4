-- +goose Up
CREATE INDEX IF NOT EXISTS sampling_items_site_index ON sampling_items (site_id);
