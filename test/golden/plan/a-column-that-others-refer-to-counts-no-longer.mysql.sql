-- changes that somebody has to allow
--   app.team/index/number: unique; rows with equal values make it fail

-- forward
ALTER TABLE `player`
  DROP FOREIGN KEY `plays_in`;
ALTER TABLE `team`
  ADD COLUMN `number` int NOT NULL AUTO_INCREMENT FIRST,
  MODIFY COLUMN `id` int NOT NULL,
  ADD UNIQUE KEY `number` (`number`);
ALTER TABLE `player`
  ADD CONSTRAINT `plays_in` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE;

-- rollback
ALTER TABLE `player`
  DROP FOREIGN KEY `plays_in`;
ALTER TABLE `team`
  DROP INDEX `number`,
  DROP COLUMN `number`,
  MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
ALTER TABLE `player`
  ADD CONSTRAINT `plays_in` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE;
