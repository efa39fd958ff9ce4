-- +goose Up
CREATE TABLE IF NOT EXISTS `login_sources` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user',
  `source` VARCHAR(64) NOT NULL COMMENT 'client address',
  `last_login_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `login_sources_key` (`user_id`, `source`),
  CONSTRAINT `login_sources_user_fk` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Where a user has logged in from before';
