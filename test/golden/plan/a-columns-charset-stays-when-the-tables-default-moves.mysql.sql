-- changes that somebody has to allow
--   app.t/option/charset: convert; columns added later get another charset
--   app.t/option/collation: convert; columns added later get another charset

-- forward
ALTER TABLE `t`
  DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci,
  MODIFY COLUMN `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
  MODIFY COLUMN `b` varchar(10);

-- rollback
ALTER TABLE `t`
  DEFAULT CHARACTER SET = latin1 COLLATE = latin1_swedish_ci,
  MODIFY COLUMN `a` varchar(10),
  MODIFY COLUMN `b` varchar(10) CHARACTER SET utf8mb4;
