-- +goose Up
CREATE INDEX IF NOT EXISTS bulletin_issues_campaign_index ON bulletin_issues (campaign_id, number);
