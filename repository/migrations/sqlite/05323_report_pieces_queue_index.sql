-- +goose Up
CREATE INDEX IF NOT EXISTS report_pieces_queue_index ON report_pieces (queued, state, id);
