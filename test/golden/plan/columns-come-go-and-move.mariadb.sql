-- changes that somebody has to allow
--   app.t/column/b: drop; the column and its values are lost

-- forward
ALTER TABLE `t`
  DROP COLUMN `b`,
  MODIFY COLUMN `d` int FIRST,
  ADD COLUMN `new1` varchar(10) AFTER `a`,
  ADD COLUMN `new2` int;

-- rollback
ALTER TABLE `t`
  DROP COLUMN `new1`,
  DROP COLUMN `new2`,
  ADD COLUMN `b` int AFTER `a`,
  MODIFY COLUMN `d` int AFTER `c`;
