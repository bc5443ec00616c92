-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `b` int INVISIBLE,
  ALTER INDEX `by_a` INVISIBLE;

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `b` int,
  ALTER INDEX `by_a` VISIBLE;
