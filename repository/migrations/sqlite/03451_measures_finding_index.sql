-- +goose Up
CREATE INDEX IF NOT EXISTS measures_finding_index ON measures (rectification_id, id);
