-- +goose Up
CREATE INDEX IF NOT EXISTS catalogues_region_index ON catalogues (region_code, effective_from);
