-- +goose Up
CREATE TABLE IF NOT EXISTS `tokens` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `name` VARCHAR(200) NOT NULL COMMENT 'what the key is for',
  `role` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'role of the caller',
  `scope` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'code prefix of the region, or all',
  `prefix` VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'first characters, to recognize the key by',
  `hash` VARBINARY(32) NOT NULL COMMENT 'SHA-256 of the key',
  `revoked_at` DATETIME(6) NULL COMMENT 'UTC',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `tokens_hash_key` (`hash`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='API keys, hashed';
