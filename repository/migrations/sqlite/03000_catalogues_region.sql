-- +goose Up
ALTER TABLE catalogues ADD COLUMN region_code TEXT CONSTRAINT catalogues_region_fk REFERENCES regions (code);
