-- +goose Up
CREATE TABLE IF NOT EXISTS `reminders` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `rectification_id` BIGINT UNSIGNED NOT NULL COMMENT 'finding',
  `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'region code, GB/T 2260',
  `due_on` DATE NOT NULL COMMENT 'due day',
  `kind` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which reminder',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `reminders_key` (`rectification_id`, `due_on`, `kind`),
  CONSTRAINT `reminders_finding_fk` FOREIGN KEY (`rectification_id`) REFERENCES `rectifications` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Reminders of due days that were sent';
