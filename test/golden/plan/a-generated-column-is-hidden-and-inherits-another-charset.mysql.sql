-- changes that somebody has to allow
--   app.t/column/a/charset: convert; every value is converted from utf8mb4 to latin1
--   app.t/column/b/charset: convert; every value is converted from utf8mb4 to latin1
--   app.t/option/charset: convert; columns added later get another charset
--   app.t/option/collation: convert; columns added later get another charset

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `a` varchar(20),
  MODIFY COLUMN `b` varchar(20) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL INVISIBLE,
  MODIFY COLUMN `c` int GENERATED ALWAYS AS (length(a)) STORED,
  DEFAULT CHARACTER SET = latin1 COLLATE = latin1_swedish_ci;

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `a` varchar(20),
  MODIFY COLUMN `b` varchar(20) GENERATED ALWAYS AS (concat(a, 'x')) VIRTUAL,
  MODIFY COLUMN `c` int GENERATED ALWAYS AS (length(a)) STORED INVISIBLE,
  DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
