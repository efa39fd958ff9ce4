-- +goose Up
CREATE INDEX IF NOT EXISTS rectification_steps_index ON rectification_steps (rectification_id, id);
