-- +goose Up
CREATE INDEX IF NOT EXISTS sites_region_index ON sites (region_code, id);
