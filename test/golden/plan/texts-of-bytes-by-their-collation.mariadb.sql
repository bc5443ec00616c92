-- changes that somebody has to allow
--   app.t/column/a/type: narrow; values are converted and may change or be refused (int(11) to blob)
--   app.t/column/b/type: narrow; values are converted and may change or be refused (int(11) to varbinary(5))
--   app.t/column/c/type: narrow; values are converted and may change or be refused (int(11) to enum('x'))

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `a` text CHARACTER SET binary,
  MODIFY COLUMN `b` varchar(5) CHARACTER SET binary,
  MODIFY COLUMN `c` enum('x') CHARACTER SET binary COLLATE binary;

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `a` int,
  MODIFY COLUMN `b` int,
  MODIFY COLUMN `c` int;
