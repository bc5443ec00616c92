-- changes that somebody has to allow
--   app.t/index/words: drop; queries that use the index slow down

-- forward
ALTER TABLE `t`
  DROP INDEX `by_a`,
  DROP INDEX `by_b`,
  DROP INDEX `words`,
  DROP INDEX `pair`,
  ADD KEY `by_a` (`a` DESC),
  ADD KEY `by_b` (`b`(20)),
  ADD KEY `pair` (`a`,`b`) COMMENT 'no longer unique',
  ADD KEY `fresh` (`c`(15));

-- rollback
ALTER TABLE `t`
  DROP INDEX `by_a`,
  DROP INDEX `by_b`,
  DROP INDEX `pair`,
  DROP INDEX `fresh`,
  ADD KEY `by_a` (`a`),
  ADD KEY `by_b` (`b`(10)),
  ADD FULLTEXT KEY `words` (`c`),
  ADD UNIQUE KEY `pair` (`a`,`b`);
