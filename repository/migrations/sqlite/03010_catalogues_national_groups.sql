-- +goose Up
UPDATE catalogues
  SET group_totals = '[{"name":"发布解读","total":31},{"name":"办事服务","total":25},{"name":"互动交流","total":23},{"name":"功能设计","total":21}]'
  WHERE group_totals IS NULL AND document = '国办秘函〔2019〕19号' AND effective_from = '2019-04-01';
