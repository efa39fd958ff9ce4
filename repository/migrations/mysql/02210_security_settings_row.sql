-- +goose Up
INSERT INTO security_settings (id, totp_roles, password_days, version, created_at, updated_at) VALUES
  (1, '', 0, 1, '2022-01-01 00:00:00.000000', '2022-01-01 00:00:00.000000');
