-- +goose Up
-- Things that have ended: as they were until then.
INSERT INTO `organization_versions` (`id`, `name`, `short_name`, `region_code`, `credit_code`, `parent_id`, `provides_services`, `state`, `dissolved_on`, `dissolve_reason`, `name_key`, `search_text`, `ended`, `version`, `created_at`, `updated_at`, `former_names`, `merged_into`, `valid_from`, `valid_to`, `change_kind`, `change_reason`, `actor_name`, `actor_role`, `actor_scope`)
SELECT t.id, t.name, t.short_name, t.region_code, t.credit_code, t.parent_id, t.provides_services, 'active', NULL, '', t.name_key, t.search_text, 0, 1, t.created_at, t.updated_at, t.former_names, t.merged_into, COALESCE(LEAST(t.dissolved_on, DATE(t.created_at + INTERVAL 8 HOUR)), DATE(t.created_at + INTERVAL 8 HOUR)), t.dissolved_on, 'known', '', '', '', ''
FROM organizations t
WHERE t.state = 'dissolved' AND t.dissolved_on IS NOT NULL AND t.version > 1
  AND NOT EXISTS (SELECT 1 FROM organization_versions v WHERE v.id = t.id);
