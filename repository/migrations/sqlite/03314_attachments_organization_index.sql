-- +goose Up
CREATE INDEX IF NOT EXISTS attachments_organization_index ON attachments (organization_id, id);
