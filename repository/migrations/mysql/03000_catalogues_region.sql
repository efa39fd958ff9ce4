-- +goose Up
ALTER TABLE `catalogues`
  ADD COLUMN `region_code` VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'region code, GB/T 2260 of the area it was issued for, NULL for the whole country',
  ADD KEY `catalogues_region_index` (`region_code`, `effective_from`),
  ADD CONSTRAINT `catalogues_region_fk` FOREIGN KEY (`region_code`) REFERENCES `regions` (`code`);
