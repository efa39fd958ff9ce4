-- +goose Up
CREATE TABLE IF NOT EXISTS `work_calendars` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `year` INT NOT NULL COMMENT 'year',
  `source` VARCHAR(500) NOT NULL COMMENT 'document that arranges them',
  `days` MEDIUMTEXT NOT NULL COMMENT 'days as JSON',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `work_calendars_year_key` (`year`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Holidays and working weekends of a year, over those that come with the program';
