-- changes that somebody has to allow
--   app.t/column/b: drop; the column and its values are lost

-- forward
ALTER TABLE `t`
  DROP COLUMN `b`,
  ADD COLUMN `c` int;
ALTER TABLE `t`
  PAGE_CHECKSUM=1;

-- rollback
ALTER TABLE `t`
  DROP COLUMN `c`,
  ADD COLUMN `b` int;
ALTER TABLE `t`
  PAGE_CHECKSUM=1;
