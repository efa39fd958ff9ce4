-- +goose Up
ALTER TABLE submissions ADD COLUMN user_id INTEGER NOT NULL DEFAULT 0;
