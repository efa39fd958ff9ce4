-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_site_index ON self_checks (site_id);
