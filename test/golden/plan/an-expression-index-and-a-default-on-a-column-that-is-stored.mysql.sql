-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP COLUMN `a`,
  ADD COLUMN `a` int GENERATED ALWAYS AS (id + 1) STORED AFTER `id`,
  MODIFY COLUMN `b` int DEFAULT (a + 1),
  DROP INDEX `by_sum`,
  ADD KEY `by_sum` ((a + b));

-- rollback
ALTER TABLE `t`
  DROP COLUMN `a`,
  ADD COLUMN `a` int GENERATED ALWAYS AS (id + 1) VIRTUAL AFTER `id`,
  MODIFY COLUMN `b` int DEFAULT (a + 1),
  DROP INDEX `by_sum`,
  ADD KEY `by_sum` ((a + b));
