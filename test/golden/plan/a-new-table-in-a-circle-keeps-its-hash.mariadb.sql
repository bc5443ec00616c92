-- changes that somebody has to allow

-- forward
CREATE DATABASE IF NOT EXISTS `app`;
CREATE TABLE `b` (
  `id` int,
  `a_id` int,
  PRIMARY KEY (`id`)
);
CREATE TABLE `a` (
  `id` int,
  `b_id` int,
  `u` varchar(20),
  PRIMARY KEY (`id`),
  UNIQUE KEY `by_u` (`u`) USING HASH,
  CONSTRAINT `a_to_b` FOREIGN KEY (`b_id`) REFERENCES `b` (`id`)
);
ALTER TABLE `b`
  ADD CONSTRAINT `b_to_a` FOREIGN KEY (`a_id`) REFERENCES `a` (`id`);

-- rollback
ALTER TABLE `b`
  DROP FOREIGN KEY `b_to_a`;
DROP TABLE `a`;
DROP TABLE `b`;
