-- changes that somebody has to allow
--   app.t/column/a/nullable: narrow; rows that hold NULL get the default value, or stop it where there is none

-- forward
ALTER TABLE `t`
  DROP COLUMN `a`,
  ADD COLUMN `a` varchar(45) GENERATED ALWAYS AS ('x') STORED NOT NULL AFTER `id`,
  MODIFY COLUMN `b` varchar(45) GENERATED ALWAYS AS (concat(a, 'y', a)) STORED;

-- rollback
ALTER TABLE `t`
  DROP COLUMN `a`,
  ADD COLUMN `a` varchar(45) GENERATED ALWAYS AS ('x') VIRTUAL AFTER `id`,
  MODIFY COLUMN `b` varchar(45) GENERATED ALWAYS AS (concat(a, a)) STORED;
