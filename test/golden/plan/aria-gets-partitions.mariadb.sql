-- changes that somebody has to allow
--   app.t/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `t`
  PARTITION BY HASH (id) PARTITIONS 2;
ALTER TABLE `t`
  PAGE_CHECKSUM=DEFAULT;

-- rollback
ALTER TABLE `t`
  REMOVE PARTITIONING;
