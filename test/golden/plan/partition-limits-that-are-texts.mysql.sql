-- changes that somebody has to allow
--   app.t/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `t`
  REORGANIZE PARTITION `p0`, `p1` INTO (PARTITION `p0` VALUES LESS THAN ('2020-07-01'), PARTITION `p1` VALUES LESS THAN ('2021-01-01'));

-- rollback
ALTER TABLE `t`
  REORGANIZE PARTITION `p0`, `p1` INTO (PARTITION `p0` VALUES LESS THAN ('2020-01-01'), PARTITION `p1` VALUES LESS THAN ('2021-01-01'));
