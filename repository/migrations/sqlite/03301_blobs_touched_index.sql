-- +goose Up
CREATE INDEX IF NOT EXISTS blobs_touched_index ON blobs (touched_at);
