-- +goose Up
ALTER TABLE `imports`
  ADD COLUMN `details` MEDIUMTEXT NOT NULL COMMENT 'JSON: what was asked for, and what the file is';
