-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_catalogue_index ON self_checks (catalogue_id);
