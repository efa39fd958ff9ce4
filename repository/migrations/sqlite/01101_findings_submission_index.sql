-- +goose Up
CREATE INDEX IF NOT EXISTS findings_submission_index ON findings (submission_id, position);
