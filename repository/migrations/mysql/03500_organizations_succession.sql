-- +goose Up
ALTER TABLE `organizations`
  ADD COLUMN `former_names` MEDIUMTEXT NOT NULL COMMENT 'names before, one a line',
  ADD COLUMN `merged_into` BIGINT UNSIGNED NULL COMMENT 'organization that took its things over',
  ADD KEY `organizations_merged_index` (`merged_into`),
  ADD CONSTRAINT `organizations_merged_fk` FOREIGN KEY (`merged_into`) REFERENCES `organizations` (`id`);
