-- changes that somebody has to allow

-- forward
ALTER TABLE `child`
  DROP FOREIGN KEY `to_parent`;
ALTER TABLE `parent`
  MODIFY COLUMN `id` bigint NOT NULL;
ALTER TABLE `child`
  MODIFY COLUMN `parent_id` bigint;
ALTER TABLE `child`
  ADD CONSTRAINT `to_parent` FOREIGN KEY (`parent_id`) REFERENCES `parent` (`id`);

-- rollback
ALTER TABLE `child`
  DROP FOREIGN KEY `to_parent`;
ALTER TABLE `parent`
  MODIFY COLUMN `id` int NOT NULL;
ALTER TABLE `child`
  MODIFY COLUMN `parent_id` int;
ALTER TABLE `child`
  ADD CONSTRAINT `to_parent` FOREIGN KEY (`parent_id`) REFERENCES `parent` (`id`);
