-- +goose Up
ALTER TABLE `import_rows`
  ADD KEY `import_rows_key_index` (`key_id`);
