-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `a` int CHECK (a >= 0),
  ALGORITHM=COPY,
  MODIFY COLUMN `b` int CHECK (b > -9),
  MODIFY COLUMN `c` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(c));

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `a` int,
  MODIFY COLUMN `b` int CHECK (b > 0),
  ALGORITHM=COPY,
  MODIFY COLUMN `c` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
