-- +goose Up
ALTER TABLE `findings`
  ADD COLUMN `rectification_id` BIGINT UNSIGNED NULL COMMENT 'finding as it is followed';
