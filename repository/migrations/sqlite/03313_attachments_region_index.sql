-- +goose Up
CREATE INDEX IF NOT EXISTS attachments_region_index ON attachments (region_code, id);
