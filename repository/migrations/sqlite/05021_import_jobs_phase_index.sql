-- +goose Up
CREATE INDEX IF NOT EXISTS import_jobs_phase_index ON import_jobs (phase);
