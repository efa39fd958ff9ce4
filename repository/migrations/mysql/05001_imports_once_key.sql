-- +goose Up
ALTER TABLE `imports`
  ADD COLUMN `once_key` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of what is taken in once: file, options and area';
