-- +goose Up
ALTER TABLE `import_rows`
  ADD COLUMN `sealed` MEDIUMBLOB NULL COMMENT 'cells of rows about people';
