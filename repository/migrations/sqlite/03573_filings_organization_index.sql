-- +goose Up
CREATE INDEX IF NOT EXISTS filings_organization_index ON filings (organization_id, region_code);
