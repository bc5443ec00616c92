-- changes that somebody has to allow
--   app.t/primaryKey/PRIMARY: unique; rows with equal or NULL key values make it fail
--   app.t/index/by_code: unique; rows with equal values make it fail

-- forward
ALTER TABLE `t`
  DROP PRIMARY KEY,
  MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN `code` varchar(10) DEFAULT NULL,
  ADD PRIMARY KEY (`id`),
  ADD UNIQUE KEY `by_code` (`code`);

-- rollback
UPDATE `t` SET `code` = '' WHERE `code` IS NULL;
ALTER TABLE `t`
  DROP PRIMARY KEY,
  DROP INDEX `by_code`,
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `code` varchar(10),
  ADD PRIMARY KEY (`code`);
