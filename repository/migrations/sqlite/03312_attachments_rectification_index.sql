-- +goose Up
CREATE INDEX IF NOT EXISTS attachments_rectification_index ON attachments (rectification_id, id);
