-- +goose Up
ALTER TABLE organizations ADD COLUMN merged_into INTEGER CONSTRAINT organizations_merged_fk REFERENCES organizations (id);
