-- +goose Up
CREATE UNIQUE INDEX `imports_once_key` ON `imports` (`once_key`);
