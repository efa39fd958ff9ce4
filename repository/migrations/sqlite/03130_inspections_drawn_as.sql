-- +goose Up
ALTER TABLE inspections ADD COLUMN drawn_as TEXT NOT NULL DEFAULT 'full';
