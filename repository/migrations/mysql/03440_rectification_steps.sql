-- +goose Up
CREATE TABLE IF NOT EXISTS `rectification_steps` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `rectification_id` BIGINT UNSIGNED NOT NULL COMMENT 'finding',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `verb` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was done',
  `from_state` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'state before',
  `to_state` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'state after',
  `note` MEDIUMTEXT NOT NULL COMMENT 'what was done, or why',
  `approver` VARCHAR(200) NOT NULL COMMENT 'who approved, where it was not who did it',
  `due_before` DATE NULL COMMENT 'due day before',
  `due_after` DATE NULL COMMENT 'due day after',
  `exempt_until` DATE NULL COMMENT 'last day of an exemption',
  `done_by` VARCHAR(200) NOT NULL COMMENT 'name of the caller',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user, 0 for keys and the command line',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'key, 0 for users and the command line',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  KEY `rectification_steps_index` (`rectification_id`, `id`),
  CONSTRAINT `rectification_steps_fk` FOREIGN KEY (`rectification_id`) REFERENCES `rectifications` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What happened to a finding, in order';
