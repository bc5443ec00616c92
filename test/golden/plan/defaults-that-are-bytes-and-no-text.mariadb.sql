-- changes that somebody has to allow
--   app.t/column/b/nullable: narrow; rows that hold NULL get the default value, or stop it where there is none

-- forward
UPDATE `t` SET `b` = x'FE2700' WHERE `b` IS NULL;
ALTER TABLE `t`
  MODIFY COLUMN `a` varbinary(20) DEFAULT x'00FF',
  MODIFY COLUMN `b` binary(3) NOT NULL DEFAULT x'FE2700' COMMENT 'kept',
  MODIFY COLUMN `c` varbinary(6) DEFAULT x'C3A9';

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `a` varbinary(10) DEFAULT x'4142',
  MODIFY COLUMN `b` binary(3) DEFAULT x'FE2700',
  MODIFY COLUMN `c` varbinary(5) DEFAULT x'C3A9';
