-- +goose Up
CREATE TABLE IF NOT EXISTS `import_rows` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'key',
  `import_id` BIGINT UNSIGNED NOT NULL COMMENT 'import',
  `number` INT NOT NULL COMMENT 'number of the data row, from 1',
  `line` INT NOT NULL COMMENT 'line in the file',
  `outcome` VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'create, update, unchanged, conflict, rejected or dismissed',
  `problems` MEDIUMTEXT NOT NULL COMMENT 'JSON list of problems',
  `cells` MEDIUMTEXT NOT NULL COMMENT 'JSON object of cells by field',
  `thing_id` BIGINT UNSIGNED NULL COMMENT 'site or account it became',
  `applied` TINYINT(1) NOT NULL COMMENT 'whether it is in the register',
  `dismiss_reason` VARCHAR(500) NOT NULL COMMENT 'why it was dismissed',
  `version` BIGINT UNSIGNED NOT NULL COMMENT 'raised by every change, the ETag',
  `updated_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_rows_number_key` (`import_id`, `number`),
  CONSTRAINT `import_rows_import_fk` FOREIGN KEY (`import_id`) REFERENCES `imports` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Rows of files taken in, kept with their text';
