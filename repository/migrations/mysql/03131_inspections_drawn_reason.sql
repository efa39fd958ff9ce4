-- +goose Up
ALTER TABLE `inspections`
  ADD COLUMN `drawn_reason` VARCHAR(500) NOT NULL COMMENT 'why it was added to the open campaign';
