-- +goose Up
CREATE INDEX IF NOT EXISTS repeats_created_index ON repeats (created_at);
