-- +goose Up
ALTER TABLE `catalogues`
  ADD COLUMN `preferred` TINYINT(1) NOT NULL DEFAULT 1 COMMENT 'whether campaigns of its area take it when they name none';
