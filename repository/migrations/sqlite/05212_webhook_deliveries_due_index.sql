-- +goose Up
CREATE INDEX IF NOT EXISTS webhook_deliveries_due_index ON webhook_deliveries (state, next_at);
