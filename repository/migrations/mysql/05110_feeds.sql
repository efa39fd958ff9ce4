-- +goose Up
CREATE TABLE IF NOT EXISTS `feeds` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `last_position` BIGINT UNSIGNED NOT NULL COMMENT 'place of the newest event that is numbered',
  `base_position` BIGINT UNSIGNED NOT NULL COMMENT 'place of the newest event that was removed by age, 0 for none',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='The one row with both ends of the feed of changes';
