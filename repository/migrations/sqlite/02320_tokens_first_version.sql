-- +goose Up
UPDATE tokens SET version = 1 WHERE version = 0;
