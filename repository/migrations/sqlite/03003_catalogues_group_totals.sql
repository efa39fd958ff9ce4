-- +goose Up
ALTER TABLE catalogues ADD COLUMN group_totals TEXT;
