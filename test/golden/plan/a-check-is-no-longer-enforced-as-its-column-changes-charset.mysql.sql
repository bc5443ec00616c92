-- changes that somebody has to allow
--   app.t/column/a/charset: convert; every value is converted from latin1 to utf8mb4

-- forward
ALTER TABLE `t`
  ALTER CHECK `other` NOT ENFORCED,
  MODIFY COLUMN `a` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
  DROP CONSTRAINT `ck`,
  ADD CONSTRAINT `ck` CHECK (a <> 'x') NOT ENFORCED;

-- rollback
ALTER TABLE `t`
  ALTER CHECK `other` ENFORCED,
  MODIFY COLUMN `a` varchar(20) CHARACTER SET latin1,
  DROP CONSTRAINT `ck`,
  ADD CONSTRAINT `ck` CHECK (a <> 'x');
