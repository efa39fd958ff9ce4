-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_region_index ON self_checks (region_code, id);
