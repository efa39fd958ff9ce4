-- +goose Up
CREATE TABLE IF NOT EXISTS `import_jobs` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `import_id` BIGINT UNSIGNED NOT NULL COMMENT 'import',
  `phase` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'queued, reading, judging or ended',
  `rows_read` INT NOT NULL COMMENT 'rows stored so far',
  `rows_total` INT NOT NULL COMMENT 'rows of the file, 0 until it is known',
  `attempts` INT NOT NULL COMMENT 'how often a worker has taken it up',
  `lease_token` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the worker that has it',
  `lease_until` DATETIME(6) NULL COMMENT 'UTC, when another worker may take it up',
  `user_id` BIGINT UNSIGNED NOT NULL COMMENT 'user who sent the file, or 0',
  `token_id` BIGINT UNSIGNED NOT NULL COMMENT 'API key that sent it, or 0',
  `actor_name` VARCHAR(200) NOT NULL COMMENT 'name of the sender then',
  `source` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'address of the sender',
  `request_id` VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'request that brought it',
  `created_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_jobs_import_key` (`import_id`),
  KEY `import_jobs_phase_index` (`phase`),
  CONSTRAINT `import_jobs_import_fk` FOREIGN KEY (`import_id`) REFERENCES `imports` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Work on large files';
