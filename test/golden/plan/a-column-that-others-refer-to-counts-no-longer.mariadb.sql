-- changes that somebody has to allow
--   app.team/index/number: unique; rows with equal values make it fail

-- forward
ALTER TABLE `team`
  ADD COLUMN `number` int NOT NULL AUTO_INCREMENT FIRST,
  MODIFY COLUMN `id` int NOT NULL,
  ADD UNIQUE KEY `number` (`number`);

-- rollback
ALTER TABLE `team`
  DROP INDEX `number`,
  DROP COLUMN `number`,
  MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
