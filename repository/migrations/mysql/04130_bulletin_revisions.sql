-- +goose Up
CREATE TABLE IF NOT EXISTS `bulletin_revisions` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `bulletin_id` BIGINT UNSIGNED NOT NULL COMMENT 'bulletin',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'version after the change',
  `verb` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was done',
  `template_id` BIGINT UNSIGNED NULL COMMENT 'wording, NULL for the newest of the narrowest area',
  `words` MEDIUMTEXT NOT NULL COMMENT 'JSON with what was written by hand',
  `reason` VARCHAR(1000) NOT NULL COMMENT 'why',
  `done_by` VARCHAR(200) NOT NULL COMMENT 'name of who did it',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user who did it, 0 for keys and the command line',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key that did it, 0 for users and the command line',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  KEY `bulletin_revisions_bulletin_index` (`bulletin_id`, `id`),
  CONSTRAINT `bulletin_revisions_bulletin_fk` FOREIGN KEY (`bulletin_id`) REFERENCES `bulletins` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Bulletins as they were after each change';
