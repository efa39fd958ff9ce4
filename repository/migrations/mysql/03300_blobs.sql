-- +goose Up
CREATE TABLE IF NOT EXISTS `blobs` (
  `hash` VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of the bytes, hexadecimal',
  `byte_size` BIGINT NOT NULL COMMENT 'bytes',
  `touched_at` DATETIME(6) NOT NULL COMMENT 'UTC, when it was last sent or last lost an attachment',
  `going_at` DATETIME(6) NULL COMMENT 'UTC, since when it is being removed',
  PRIMARY KEY (`hash`),
  KEY `blobs_touched_index` (`touched_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Contents of attachments, stored once under their hash';
