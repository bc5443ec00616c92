-- changes that somebody has to allow

-- forward
ALTER TABLE `it's`
  MODIFY COLUMN `a``b` bigint COMMENT 'x'' ; DROP TABLE y; -- */ \\',
  ADD COLUMN `new col` int,
  ADD KEY `k``ey` (`a``b`);

-- rollback
ALTER TABLE `it's`
  DROP INDEX `k``ey`,
  DROP COLUMN `new col`,
  MODIFY COLUMN `a``b` int;
