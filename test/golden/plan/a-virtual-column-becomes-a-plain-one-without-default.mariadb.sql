-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP COLUMN `g`,
  ADD COLUMN `g` int GENERATED ALWAYS AS (a + 1) STORED AFTER `a`;
ALTER TABLE `t`
  MODIFY COLUMN `g` int;

-- rollback
ALTER TABLE `t`
  DROP COLUMN `g`,
  ADD COLUMN `g` int GENERATED ALWAYS AS (a + 1) VIRTUAL AFTER `a`;
