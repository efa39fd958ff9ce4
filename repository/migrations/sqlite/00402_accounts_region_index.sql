-- +goose Up
CREATE INDEX IF NOT EXISTS accounts_region_index ON accounts (region_code, id);
