-- changes that somebody has to allow

-- forward
CREATE TABLE `n` (
  `id` int,
  `a` int,
  PRIMARY KEY (`id`)
);
ALTER TABLE `t`
  MODIFY COLUMN `a` int,
  MODIFY COLUMN `d` bigint COMMENT 'moved' AFTER `a`,
  MODIFY COLUMN `e` int,
  ADD COLUMN `f` json CHECK (json_valid(`f`)),
  ADD COLUMN `v` int;

-- rollback
UPDATE `t` SET `e` = 0 WHERE `e` IS NULL;
ALTER TABLE `t`
  DROP COLUMN `f`,
  DROP COLUMN `v`,
  MODIFY COLUMN `a` int DEFAULT 5,
  MODIFY COLUMN `d` int AFTER `c`,
  MODIFY COLUMN `e` int NOT NULL;
DROP TABLE `n`;
