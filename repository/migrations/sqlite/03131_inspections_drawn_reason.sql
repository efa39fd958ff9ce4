-- +goose Up
ALTER TABLE inspections ADD COLUMN drawn_reason TEXT NOT NULL DEFAULT '';
