-- changes that somebody has to allow
--   app.member/rename/player: rename; whatever uses the old name fails until it uses the new one

-- forward
RENAME TABLE `player` TO `member`;
ALTER TABLE `member`
  DROP FOREIGN KEY `plays_in`;
ALTER TABLE `team`
  MODIFY COLUMN `id` bigint;
ALTER TABLE `member`
  MODIFY COLUMN `team_id` bigint;
ALTER TABLE `member`
  ADD CONSTRAINT `plays_in` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`);

-- rollback
RENAME TABLE `member` TO `player`;
ALTER TABLE `player`
  DROP FOREIGN KEY `plays_in`;
ALTER TABLE `team`
  MODIFY COLUMN `id` int;
ALTER TABLE `player`
  MODIFY COLUMN `team_id` int;
ALTER TABLE `player`
  ADD CONSTRAINT `plays_in` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`);
