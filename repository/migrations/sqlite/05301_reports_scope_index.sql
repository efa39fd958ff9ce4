-- +goose Up
CREATE INDEX IF NOT EXISTS reports_scope_index ON reports (scope, state);
