-- +goose Up
ALTER TABLE `inspections`
  ADD KEY `inspections_organization_index` (`campaign_id`, `kind`, `target_organization_id`, `status`, `verdict`);
