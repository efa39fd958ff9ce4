-- +goose Up
CREATE TABLE IF NOT EXISTS `webhooks` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `uid` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UUID, to which the secrets are bound',
  `url` VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'address that is called',
  `description` VARCHAR(200) NOT NULL COMMENT 'whose system it is',
  `scope` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code prefix of the region that is told of, or all',
  `kinds` VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kinds of things that are told of, empty for all',
  `types` VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'types of changes that are told of, empty for all',
  `state` VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'active, paused or disabled',
  `fault` VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'why it was disabled',
  `secret` VARBINARY(255) NOT NULL COMMENT 'sealed: key of the signatures',
  `old_secret` VARBINARY(255) NULL COMMENT 'sealed: the one before the last rotation',
  `old_until` DATETIME(6) NULL COMMENT 'UTC, until when the old one signs too',
  `told_position` BIGINT UNSIGNED NOT NULL COMMENT 'place in the feed up to which deliveries were made',
  `failing_since` DATETIME(6) NULL COMMENT 'UTC, since when every call has failed, NULL when the last one was taken',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Systems that are called when something changes';
