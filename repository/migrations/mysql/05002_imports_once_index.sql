-- +goose Up
ALTER TABLE `imports`
  ADD UNIQUE KEY `imports_once_key` (`once_key`);
