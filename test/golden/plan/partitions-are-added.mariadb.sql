-- changes that somebody has to allow
--   app.t/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `t`
  ADD PARTITION (PARTITION `p2` VALUES LESS THAN (30));

-- rollback
ALTER TABLE `t`
  DROP PARTITION `p2`;
