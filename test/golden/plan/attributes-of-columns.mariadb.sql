-- changes that somebody has to allow
--   app.t/column/kind/nullable: narrow; rows that hold NULL get the default value, or stop it where there is none

-- forward
UPDATE `t` SET `kind` = 'b' WHERE `kind` IS NULL;
ALTER TABLE `t`
  MODIFY COLUMN `id` bigint NOT NULL,
  MODIFY COLUMN `name` varchar(50) DEFAULT NULL,
  MODIFY COLUMN `kind` enum('a','b','c') NOT NULL DEFAULT 'b',
  MODIFY COLUMN `amount` decimal(10,2) DEFAULT 2.5,
  MODIFY COLUMN `seen` datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  MODIFY COLUMN `note` varchar(50) COMMENT 'it''s "new"; -- */';

-- rollback
UPDATE `t` SET `name` = LEFT(`name`, 20), `seen` = `seen` WHERE CHAR_LENGTH(`name`) > 20;
UPDATE `t` SET `name` = '', `seen` = `seen` WHERE `name` IS NULL;
ALTER TABLE `t`
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `name` varchar(20) NOT NULL DEFAULT '',
  MODIFY COLUMN `kind` enum('a','b') DEFAULT 'a',
  MODIFY COLUMN `amount` decimal(8,2) DEFAULT 1,
  MODIFY COLUMN `seen` datetime DEFAULT NULL,
  MODIFY COLUMN `note` varchar(50) COMMENT 'old';
