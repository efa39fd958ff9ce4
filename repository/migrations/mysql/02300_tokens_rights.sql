-- +goose Up
ALTER TABLE `tokens`
  ADD COLUMN `permissions` VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'narrows the role to these permissions, empty for all of it',
  ADD COLUMN `networks` VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'networks the key may be used from, empty for any',
  ADD COLUMN `expires_at` DATETIME(6) NULL COMMENT 'UTC, NULL for never',
  ADD COLUMN `previous_hash` VARBINARY(32) NULL COMMENT 'SHA-256 of the key before the last rotation',
  ADD COLUMN `previous_until` DATETIME(6) NULL COMMENT 'UTC, until when the previous key is taken',
  ADD COLUMN `last_used_at` DATETIME(6) NULL COMMENT 'UTC, kept to the minute',
  ADD COLUMN `last_used_source` VARCHAR(64) NOT NULL COMMENT 'client address of the last use',
  ADD COLUMN `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  ADD COLUMN `updated_at` DATETIME(6) NULL COMMENT 'UTC',
  ADD KEY `tokens_previous_index` (`previous_hash`);
