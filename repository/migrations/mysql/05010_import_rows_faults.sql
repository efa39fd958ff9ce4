-- +goose Up
ALTER TABLE `import_rows`
  ADD COLUMN `faults` MEDIUMTEXT NOT NULL COMMENT 'JSON list of what is wrong with the cells as they were read';
