-- changes that somebody has to allow
--   app.r/partitioning: convert; the whole table is copied
--   app.l/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `r`
  REORGANIZE PARTITION `rest` INTO (PARTITION `p1` VALUES LESS THAN (20) COMMENT = 'it''s new', PARTITION `rest` VALUES LESS THAN MAXVALUE);
ALTER TABLE `l`
  REORGANIZE PARTITION `c` INTO (PARTITION `b` VALUES IN (3, 4), PARTITION `c` VALUES IN (5));

-- rollback
ALTER TABLE `r`
  REORGANIZE PARTITION `p1`, `rest` INTO (PARTITION `rest` VALUES LESS THAN MAXVALUE);
ALTER TABLE `l`
  DROP PARTITION `b`;
