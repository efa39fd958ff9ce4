-- +goose Up
CREATE INDEX IF NOT EXISTS rectifications_inspection_index ON rectifications (inspection_id);
