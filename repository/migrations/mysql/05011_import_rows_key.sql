-- +goose Up
ALTER TABLE `import_rows`
  ADD COLUMN `key_id` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'key that has sealed the cells, empty where they are not sealed';
