-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_code_index ON self_checks (campaign_code, region_code, id);
