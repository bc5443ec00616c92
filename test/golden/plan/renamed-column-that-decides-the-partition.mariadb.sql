-- changes that somebody has to allow
--   app.t/column/on_day/renamed from day: rename; whatever uses the old name fails until it uses the new one

-- forward
ALTER TABLE `t`
  RENAME COLUMN `day` TO `on_day`;

-- rollback
ALTER TABLE `t`
  RENAME COLUMN `on_day` TO `day`;
