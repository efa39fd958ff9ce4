-- +goose Up
CREATE INDEX IF NOT EXISTS campaigns_catalogue_index ON campaigns (catalogue_id);
