-- +goose Up
CREATE TABLE IF NOT EXISTS `sessions` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user',
  `hash` VARBINARY(32) NOT NULL COMMENT 'SHA-256 of the token',
  `source` VARCHAR(64) NOT NULL COMMENT 'client address of the login',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `last_used_at` DATETIME(6) NOT NULL COMMENT 'UTC, kept to the minute',
  `expires_at` DATETIME(6) NOT NULL COMMENT 'UTC, whatever its use',
  PRIMARY KEY (`id`),
  UNIQUE KEY `sessions_hash_key` (`hash`),
  KEY `sessions_user_index` (`user_id`),
  KEY `sessions_expiry_index` (`expires_at`),
  CONSTRAINT `sessions_user_fk` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Logins that have not ended';
