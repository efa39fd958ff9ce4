-- +goose Up
CREATE INDEX IF NOT EXISTS passages_region_index ON passages (region_code, id);
