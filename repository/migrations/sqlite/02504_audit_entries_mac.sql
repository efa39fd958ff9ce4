-- +goose Up
ALTER TABLE audit_entries ADD COLUMN mac BLOB;
