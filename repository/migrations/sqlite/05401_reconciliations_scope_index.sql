-- +goose Up
CREATE INDEX IF NOT EXISTS reconciliations_scope_index ON reconciliations (scope, state);
