-- +goose Up
ALTER TABLE audit_entries ADD COLUMN seq INTEGER;
