-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS events_position_key ON events (position);
