-- +goose Up
ALTER TABLE `findings`
  ADD COLUMN `number` VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'number of the finding as it is followed';
