-- changes that somebody has to allow
--   app.t/column/on_day/renamed from day: rename; whatever uses the old name fails until it uses the new one

-- forward
ALTER TABLE `t`
  RENAME COLUMN `day` TO `on_day`
  PARTITION BY RANGE COLUMNS (`on_day`)
(PARTITION `p0` VALUES LESS THAN ('2020-01-01'),
 PARTITION `p1` VALUES LESS THAN MAXVALUE);

-- rollback
ALTER TABLE `t`
  RENAME COLUMN `on_day` TO `day`
  PARTITION BY RANGE COLUMNS (`day`)
(PARTITION `p0` VALUES LESS THAN ('2020-01-01'),
 PARTITION `p1` VALUES LESS THAN MAXVALUE);
