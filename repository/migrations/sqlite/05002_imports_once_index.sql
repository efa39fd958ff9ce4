-- +goose Up
CREATE UNIQUE INDEX IF NOT EXISTS imports_once_key ON imports (once_key);
