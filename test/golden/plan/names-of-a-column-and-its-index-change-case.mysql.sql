-- changes that somebody has to allow
--   app.t/index/c: unique; rows with equal values make it fail

-- forward
ALTER TABLE `t`
  DROP INDEX `c`,
  DROP INDEX `d`,
  CHANGE COLUMN `c` `C` bigint NOT NULL,
  CHANGE COLUMN `d` `D` int,
  ADD UNIQUE KEY `C` (`C`),
  ADD KEY `D` (`D`);

-- rollback
ALTER TABLE `t`
  DROP INDEX `C`,
  DROP INDEX `D`,
  CHANGE COLUMN `C` `c` int NOT NULL,
  CHANGE COLUMN `D` `d` int,
  ADD UNIQUE KEY `c` (`c`),
  ADD KEY `d` (`d`);
