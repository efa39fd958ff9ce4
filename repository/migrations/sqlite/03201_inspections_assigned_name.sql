-- +goose Up
ALTER TABLE inspections ADD COLUMN assigned_name TEXT NOT NULL DEFAULT '';
