-- +goose Up
ALTER TABLE import_rows ADD COLUMN faults TEXT NOT NULL DEFAULT '';
