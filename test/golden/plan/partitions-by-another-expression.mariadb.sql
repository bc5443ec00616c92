-- changes that somebody has to allow
--   app.t/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `t`
  PARTITION BY HASH (id + shard) PARTITIONS 2;

-- rollback
ALTER TABLE `t`
  PARTITION BY HASH (id) PARTITIONS 2;
