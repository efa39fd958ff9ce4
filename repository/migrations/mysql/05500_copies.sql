-- +goose Up
CREATE TABLE IF NOT EXISTS `copies` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'always 1',
  `source` VARCHAR(300) NOT NULL COMMENT 'address of the database that this one is a copy of, without its password',
  `started_at` DATETIME(6) NOT NULL COMMENT 'UTC',
  `finished_at` DATETIME(6) NULL COMMENT 'UTC, NULL while only a part is there',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Where the content of this database was copied from';
