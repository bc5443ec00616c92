-- changes that somebody has to allow
--   app.t/column/state/charset: convert; every value is converted from ascii to utf8mb4

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `id` bigint NOT NULL,
  MODIFY COLUMN `state` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `state` varchar(20) CHARACTER SET ascii;
