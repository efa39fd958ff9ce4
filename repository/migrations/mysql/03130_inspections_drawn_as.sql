-- +goose Up
ALTER TABLE `inspections`
  ADD COLUMN `drawn_as` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'full' COMMENT 'why it is a target';
