-- changes that somebody has to allow

-- forward
ALTER TABLE `child`
  DROP FOREIGN KEY `one`,
  DROP FOREIGN KEY `two`;
ALTER TABLE `parent`
  MODIFY COLUMN `id` bigint NOT NULL;
ALTER TABLE `child`
  MODIFY COLUMN `ref` bigint;
ALTER TABLE `child`
  DROP INDEX `ref`,
  ADD KEY `ref` (`ref`),
  ADD CONSTRAINT `one` FOREIGN KEY (`ref`) REFERENCES `parent` (`id`),
  ADD CONSTRAINT `two` FOREIGN KEY (`ref`) REFERENCES `parent` (`id`);

-- rollback
ALTER TABLE `child`
  DROP FOREIGN KEY `one`,
  DROP FOREIGN KEY `two`;
ALTER TABLE `parent`
  MODIFY COLUMN `id` int NOT NULL;
ALTER TABLE `child`
  MODIFY COLUMN `ref` int;
ALTER TABLE `child`
  DROP INDEX `ref`,
  ADD KEY `ref` (`ref`),
  ADD CONSTRAINT `one` FOREIGN KEY (`ref`) REFERENCES `parent` (`id`),
  ADD CONSTRAINT `two` FOREIGN KEY (`ref`) REFERENCES `parent` (`id`);
