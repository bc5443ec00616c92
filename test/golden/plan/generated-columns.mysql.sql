-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `v` int GENERATED ALWAYS AS (a + 2) VIRTUAL,
  DROP COLUMN `s`,
  ADD COLUMN `s` int GENERATED ALWAYS AS (a * 2) VIRTUAL AFTER `v`,
  DROP COLUMN `w`,
  ADD COLUMN `w` int GENERATED ALWAYS AS (a - 1) STORED AFTER `s`,
  DROP INDEX `by_s`,
  ADD KEY `by_s` (`s`);

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `v` int GENERATED ALWAYS AS (a + 1) VIRTUAL,
  DROP COLUMN `s`,
  ADD COLUMN `s` int GENERATED ALWAYS AS (a * 2) STORED AFTER `v`,
  DROP COLUMN `w`,
  ADD COLUMN `w` int GENERATED ALWAYS AS (a - 1) VIRTUAL AFTER `s`,
  DROP INDEX `by_s`,
  ADD KEY `by_s` (`s`);
