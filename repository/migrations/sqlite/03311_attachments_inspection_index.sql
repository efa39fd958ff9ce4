-- +goose Up
CREATE INDEX IF NOT EXISTS attachments_inspection_index ON attachments (inspection_id, id);
