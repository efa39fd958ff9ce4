-- +goose Up
CREATE INDEX IF NOT EXISTS bulletin_templates_region_index ON bulletin_templates (region_code, id);
