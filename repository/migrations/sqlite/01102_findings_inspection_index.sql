-- +goose Up
CREATE INDEX IF NOT EXISTS findings_inspection_index ON findings (inspection_id);
