-- +goose Up
CREATE INDEX `import_rows_key_index` ON `import_rows` (`key_id`);
