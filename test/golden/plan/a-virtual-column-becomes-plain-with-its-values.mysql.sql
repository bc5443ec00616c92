-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP COLUMN `v`,
  ADD COLUMN `v` int GENERATED ALWAYS AS (a + 1) STORED AFTER `a`;
ALTER TABLE `t`
  MODIFY COLUMN `v` int DEFAULT NULL;

-- rollback
ALTER TABLE `t`
  DROP COLUMN `v`,
  ADD COLUMN `v` int GENERATED ALWAYS AS (a + 1) VIRTUAL AFTER `a`;
