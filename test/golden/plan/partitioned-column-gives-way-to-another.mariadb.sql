-- changes that somebody has to allow
--   app.t/column/b: drop; the column and its values are lost
--   app.t/primaryKey/PRIMARY: unique; rows with equal or NULL key values make it fail
--   app.t/partitioning: convert; the whole table is copied

-- forward
ALTER TABLE `t`
  DROP PRIMARY KEY,
  DROP COLUMN `b`,
  ADD COLUMN `c` int NOT NULL,
  ADD PRIMARY KEY (`a`,`c`)
  PARTITION BY LIST (c)
(PARTITION `p1` VALUES IN (0, 1),
 PARTITION `p2` VALUES IN (2));

-- rollback
ALTER TABLE `t`
  DROP PRIMARY KEY,
  DROP COLUMN `c`,
  ADD COLUMN `b` int NOT NULL,
  ADD PRIMARY KEY (`a`,`b`)
  PARTITION BY LIST (b)
(PARTITION `p1` VALUES IN (1),
 PARTITION `p2` VALUES IN (2));
