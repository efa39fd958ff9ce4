-- +goose Up
CREATE INDEX IF NOT EXISTS self_checks_campaign_index ON self_checks (campaign_id, kind, checked_on);
