-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP COLUMN `a`,
  ADD COLUMN `a` int GENERATED ALWAYS AS (id + 1) STORED AFTER `id`,
  DROP INDEX `by_a`,
  ADD KEY `by_a` (`a`,`d`),
  DROP CONSTRAINT `a_is_not_7`,
  ADD CONSTRAINT `a_is_not_7` CHECK (a <> 7);

-- rollback
ALTER TABLE `t`
  DROP COLUMN `a`,
  ADD COLUMN `a` int GENERATED ALWAYS AS (id + 1) VIRTUAL AFTER `id`,
  DROP INDEX `by_a`,
  ADD KEY `by_a` (`a`,`d`),
  DROP CONSTRAINT `a_is_not_7`,
  ADD CONSTRAINT `a_is_not_7` CHECK (a <> 7);
