-- +goose Up
CREATE INDEX IF NOT EXISTS rectifications_due_index ON rectifications (state, due_on, id);
