-- changes that somebody has to allow

-- forward
ALTER TABLE `child`
  DROP FOREIGN KEY `to_parent`;
ALTER TABLE `child`
  DROP INDEX `own`,
  ADD KEY `own` (`parent_id`),
  ADD CONSTRAINT `to_parent` FOREIGN KEY (`parent_id`) REFERENCES `parent` (`id`) ON DELETE SET NULL ON UPDATE CASCADE;

-- rollback
ALTER TABLE `child`
  DROP FOREIGN KEY `to_parent`;
ALTER TABLE `child`
  DROP INDEX `own`,
  ADD KEY `own` (`parent_id`),
  ADD CONSTRAINT `to_parent` FOREIGN KEY (`parent_id`) REFERENCES `parent` (`id`);
