-- +goose Up
CREATE INDEX IF NOT EXISTS organizations_parent_index ON organizations (parent_id);
