-- +goose Up
CREATE INDEX IF NOT EXISTS sampling_items_account_index ON sampling_items (account_id);
