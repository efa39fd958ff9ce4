-- +goose Up
ALTER TABLE inspections ADD COLUMN assigned_to INTEGER;
