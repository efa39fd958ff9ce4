-- +goose Up
CREATE INDEX IF NOT EXISTS bulletin_revisions_bulletin_index ON bulletin_revisions (bulletin_id, id);
