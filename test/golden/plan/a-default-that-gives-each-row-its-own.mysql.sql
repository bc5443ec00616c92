-- changes that somebody has to allow
--   app.t/index/one: unique; rows with equal values make it fail

-- forward
ALTER TABLE `t`
  ADD COLUMN `code` binary(16) NULL FIRST,
  ADD COLUMN `luck` double NULL,
  ADD UNIQUE KEY `one` (`code`);
UPDATE `t` SET `code` = (uuid_to_bin(uuid())) WHERE `code` IS NULL;
UPDATE `t` SET `luck` = (rand()) WHERE `luck` IS NULL;
ALTER TABLE `t`
  MODIFY COLUMN `code` binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid())),
  MODIFY COLUMN `luck` double DEFAULT (rand()),
  MODIFY COLUMN `token` char(36) DEFAULT (uuid());

-- rollback
ALTER TABLE `t`
  DROP INDEX `one`,
  DROP COLUMN `code`,
  DROP COLUMN `luck`,
  MODIFY COLUMN `token` char(36) DEFAULT NULL;
