-- +goose Up
CREATE INDEX IF NOT EXISTS attachments_pair_index ON attachments (pair_id);
