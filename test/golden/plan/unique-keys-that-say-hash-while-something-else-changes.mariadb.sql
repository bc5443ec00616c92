-- changes that somebody has to allow
--   app.t/index/two: unique; rows with equal values make it fail

-- forward
ALTER TABLE `t`
  DROP INDEX `two`,
  ADD COLUMN `c` int,
  ADD UNIQUE KEY `two` (`b`,`c`) USING HASH,
  COMMENT = 'more';
ALTER TABLE `t`
  DROP INDEX `one`,
  ADD UNIQUE KEY `one` (`a`) USING HASH,
  DROP INDEX `two`,
  ADD UNIQUE KEY `two` (`b`,`c`) USING HASH;

-- rollback
ALTER TABLE `t`
  DROP INDEX `two`,
  DROP COLUMN `c`,
  ADD UNIQUE KEY `two` (`b`) USING HASH,
  COMMENT = '';
ALTER TABLE `t`
  DROP INDEX `one`,
  ADD UNIQUE KEY `one` (`a`) USING HASH,
  DROP INDEX `two`,
  ADD UNIQUE KEY `two` (`b`) USING HASH;
