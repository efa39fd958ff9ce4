-- +goose Up
ALTER TABLE imports ADD COLUMN once_key TEXT;
