-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP INDEX `by_a`,
  DROP INDEX `by_b`,
  ADD KEY `by_a` (`a`) USING BTREE,
  ADD KEY `by_b` (`b`);

-- rollback
ALTER TABLE `t`
  DROP INDEX `by_a`,
  DROP INDEX `by_b`,
  ADD KEY `by_a` (`a`),
  ADD KEY `by_b` (`b`) USING BTREE;
