-- +goose Up
CREATE INDEX IF NOT EXISTS attachments_blob_index ON attachments (blob_hash, id);
