-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_organization_index ON self_checks (target_organization_id);
