-- changes that somebody has to allow
--   app.t/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `t`
  PARTITION BY RANGE (year(d))
SUBPARTITION BY HASH (to_days(d))
(PARTITION `p0` VALUES LESS THAN (2000) (SUBPARTITION `s0`, SUBPARTITION `s1`),
 PARTITION `p1` VALUES LESS THAN MAXVALUE (SUBPARTITION `s2`, SUBPARTITION `s3`));

-- rollback
ALTER TABLE `t`
  PARTITION BY RANGE (year(d))
SUBPARTITION BY HASH (to_days(d)) SUBPARTITIONS 2
(PARTITION `p0` VALUES LESS THAN (2000),
 PARTITION `p1` VALUES LESS THAN MAXVALUE);
