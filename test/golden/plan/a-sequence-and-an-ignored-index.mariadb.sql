-- changes that somebody has to allow

-- forward
CREATE SEQUENCE `numbers` START WITH 10 INCREMENT BY 5;
ALTER TABLE `t`
  ALTER INDEX `by_a` IGNORED;

-- rollback
ALTER TABLE `t`
  ALTER INDEX `by_a` NOT IGNORED;
DROP SEQUENCE `numbers`;
