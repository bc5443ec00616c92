-- changes that somebody has to allow

-- forward
ALTER TABLE `t`
  MODIFY COLUMN `c` int AUTO_INCREMENT;

-- rollback
ALTER TABLE `t`
  MODIFY COLUMN `c` int DEFAULT NULL;
