-- +goose Up
ALTER TABLE import_rows ADD COLUMN sealed BLOB;
