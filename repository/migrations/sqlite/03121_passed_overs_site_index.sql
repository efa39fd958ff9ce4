-- +goose Up
CREATE INDEX IF NOT EXISTS passed_overs_site_index ON passed_overs (site_id);
