-- +goose Up
CREATE INDEX IF NOT EXISTS webhook_deliveries_thing_index ON webhook_deliveries (webhook_id, state, thing_kind, thing_id, id);
