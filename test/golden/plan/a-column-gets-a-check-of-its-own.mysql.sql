-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  DROP CONSTRAINT `t_chk_1`,
  MODIFY COLUMN `a` int,
  MODIFY COLUMN `b` int,
  MODIFY COLUMN `c` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD CONSTRAINT `t_chk_1` CHECK (a >= 0),
  ADD CONSTRAINT `t_chk_2` CHECK (b > -9),
  ADD CONSTRAINT `t_chk_3` CHECK (json_valid(c));

-- rollback
ALTER TABLE `t`
  DROP CONSTRAINT `t_chk_1`,
  DROP CONSTRAINT `t_chk_2`,
  DROP CONSTRAINT `t_chk_3`,
  MODIFY COLUMN `a` int,
  MODIFY COLUMN `b` int,
  MODIFY COLUMN `c` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD CONSTRAINT `t_chk_1` CHECK (b > 0);
