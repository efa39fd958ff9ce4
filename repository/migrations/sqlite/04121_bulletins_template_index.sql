-- +goose Up
CREATE INDEX IF NOT EXISTS bulletins_template_index ON bulletins (template_id);
