-- +goose Up
ALTER TABLE tokens ADD COLUMN previous_hash BLOB;
