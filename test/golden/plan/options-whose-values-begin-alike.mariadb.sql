-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP INDEX `k`,
  ADD KEY `k` (`a`),
  KEY_BLOCK_SIZE=1,
  MAX_ROWS=100,
  STATS_SAMPLE_PAGES=2;

-- rollback
ALTER TABLE `t`
  DROP INDEX `k`,
  ADD KEY `k` (`a`),
  KEY_BLOCK_SIZE=16,
  MAX_ROWS=1000,
  STATS_SAMPLE_PAGES=20;
