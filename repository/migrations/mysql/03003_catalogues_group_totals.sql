-- +goose Up
ALTER TABLE `catalogues`
  ADD COLUMN `group_totals` MEDIUMTEXT NULL COMMENT 'JSON list of the totals of the groups as the document states them, NULL for those from before';
