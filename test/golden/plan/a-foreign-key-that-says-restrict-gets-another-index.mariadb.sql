-- changes that somebody has to allow
--   app.player/index/by_team: drop; queries that use the index slow down

-- forward
ALTER TABLE `player`
  DROP FOREIGN KEY `plays_in`;
ALTER TABLE `player`
  DROP INDEX `by_team`,
  ADD KEY `in_team` (`team_id`);
ALTER TABLE `player`
  ADD CONSTRAINT `plays_in` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`) ON DELETE RESTRICT ON UPDATE NO ACTION;

-- rollback
ALTER TABLE `player`
  DROP FOREIGN KEY `plays_in`;
ALTER TABLE `player`
  DROP INDEX `in_team`,
  ADD KEY `by_team` (`team_id`,`id`);
ALTER TABLE `player`
  ADD CONSTRAINT `plays_in` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`) ON DELETE RESTRICT ON UPDATE NO ACTION;
