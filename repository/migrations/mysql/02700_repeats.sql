-- +goose Up
CREATE TABLE IF NOT EXISTS `repeats` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `principal` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'caller that the key belongs to',
  `operation` VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'operation',
  `repeat_key` VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the Idempotency-Key',
  `fingerprint` VARBINARY(32) NOT NULL COMMENT 'keyed hash of the request',
  `key_id` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'key that has sealed the answer',
  `answer` MEDIUMBLOB NULL COMMENT 'sealed status, headers and body',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `repeats_key` (`principal`, `operation`, `repeat_key`),
  KEY `repeats_created_index` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Answers to requests that may be repeated with an Idempotency-Key';
