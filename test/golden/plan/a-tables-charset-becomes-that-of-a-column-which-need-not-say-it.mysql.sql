-- changes that somebody has to allow
--   app.t/column/b/charset: convert; every value is converted from latin1 to utf8mb4
--   app.t/option/charset: convert; columns added later get another charset
--   app.t/option/collation: convert; columns added later get another charset

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `b` varchar(10),
  DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin,
  MODIFY COLUMN `a` varchar(10) NOT NULL;

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `b` varchar(10),
  DEFAULT CHARACTER SET = latin1 COLLATE = latin1_swedish_ci,
  MODIFY COLUMN `a` varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL;
