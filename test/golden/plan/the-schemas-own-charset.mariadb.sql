-- changes that somebody has to allow

-- forward
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE `fresh` (
  `a` varchar(9),
  `b` varchar(9) COLLATE latin1_bin
);
ALTER TABLE `stays`
  ADD COLUMN `b` char(1) CHARACTER SET ascii;

-- rollback
ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_bin;
ALTER TABLE `stays`
  DROP COLUMN `b`;
DROP TABLE `fresh`;
