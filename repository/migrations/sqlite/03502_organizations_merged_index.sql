-- +goose Up
CREATE INDEX IF NOT EXISTS organizations_merged_index ON organizations (merged_into);
