-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP INDEX `k`,
  ADD KEY `k` (`a` DESC),
  ADD KEY `l` (`b` DESC);

-- rollback
ALTER TABLE `t`
  DROP INDEX `k`,
  DROP INDEX `l`,
  ADD KEY `k` (`a`);
