-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  ADD SPATIAL KEY `k` (`g`);

-- rollback
ALTER TABLE `t`
  DROP INDEX `k`;
