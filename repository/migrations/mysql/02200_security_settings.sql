-- +goose Up
CREATE TABLE IF NOT EXISTS `security_settings` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `totp_roles` VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'roles that need a second factor',
  `password_days` INT NOT NULL COMMENT 'days after which a password has to be changed, 0 for never',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='The one row of rules for logins, locked by changes of administrators';
