-- +goose Up
CREATE INDEX IF NOT EXISTS webhook_deliveries_age_index ON webhook_deliveries (created_at);
