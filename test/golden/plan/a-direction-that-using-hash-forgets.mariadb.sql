-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP INDEX `k`,
  ADD KEY `k` (`a`) USING HASH,
  ADD KEY `l` (`b`,`a`) USING HASH;

-- rollback
ALTER TABLE `t`
  DROP INDEX `k`,
  DROP INDEX `l`,
  ADD KEY `k` (`a`);
