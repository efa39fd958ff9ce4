-- +goose Up
CREATE TABLE IF NOT EXISTS `drafts` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `inspection_id` BIGINT UNSIGNED NOT NULL COMMENT 'inspection',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260, that of the inspection',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'author, 0 for keys and the command line',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key that is the author, 0 for users and the command line',
  `findings` MEDIUMTEXT NOT NULL COMMENT 'JSON list of findings as they were sent',
  `note` MEDIUMTEXT NOT NULL COMMENT 'remark of the author',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `drafts_author_key` (`inspection_id`, `user_id`, `token_id`),
  CONSTRAINT `drafts_inspection_fk` FOREIGN KEY (`inspection_id`) REFERENCES `inspections` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Results that their authors have not submitted yet';
