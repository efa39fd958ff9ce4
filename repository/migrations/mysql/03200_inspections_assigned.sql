-- +goose Up
ALTER TABLE `inspections`
  ADD COLUMN `assigned_to` BIGINT UNSIGNED NULL COMMENT 'user who inspects the target, NULL for whoever does in its region',
  ADD COLUMN `assigned_name` VARCHAR(64) NOT NULL COMMENT 'name of that user when it was given the target',
  ADD KEY `inspections_assigned_index` (`assigned_to`, `campaign_id`);
