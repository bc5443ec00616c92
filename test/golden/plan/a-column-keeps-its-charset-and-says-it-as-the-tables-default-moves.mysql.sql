-- changes that somebody has to allow
--   app.t/option/charset: convert; columns added later get another charset
--   app.t/option/collation: convert; columns added later get another charset

-- forward
ALTER TABLE `t`
  ADD COLUMN `d` varchar(5),
  DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci,
  MODIFY COLUMN `a` varchar(50) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
  MODIFY COLUMN `b` text CHARACTER SET latin1 COLLATE latin1_swedish_ci;

-- rollback
ALTER TABLE `t`
  DROP COLUMN `d`,
  DEFAULT CHARACTER SET = latin1 COLLATE = latin1_swedish_ci,
  MODIFY COLUMN `a` varchar(50),
  MODIFY COLUMN `b` text;
