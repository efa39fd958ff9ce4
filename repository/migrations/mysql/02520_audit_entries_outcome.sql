-- +goose Up
UPDATE audit_entries SET outcome = 'done' WHERE outcome = '';
