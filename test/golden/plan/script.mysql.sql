-- Migration: golden 1.0.0
-- Makes current follow desired.
-- Printed for mysql:9.7.4; base 0000000000000000.
-- Safe to run again: each step looks at the database before it acts.

SET NAMES utf8mb4;
SET @tidemark_old_mode = @@SESSION.sql_mode, @tidemark_old_wait = @@SESSION.lock_wait_timeout;
SET @tidemark_plan_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO';
SET SESSION sql_mode = @tidemark_plan_mode, SESSION lock_wait_timeout = 5;
SET @tidemark_mariadb = IF(VERSION() LIKE '%MariaDB%', 1, 0);

-- 1. t: give rows without kind the value 'b'
--    changes rows, and locks those it changes, may lose data
USE `app`;
SET @tidemark_sql = IF(EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'kind' AND IS_NULLABLE = 'YES'),
  'UPDATE `t` SET `kind` = ''b'' WHERE `kind` IS NULL',
  'DO 0');
PREPARE tidemark_statement FROM @tidemark_sql;
EXECUTE tidemark_statement;
DEALLOCATE PREPARE tidemark_statement;

-- 2. t: change column id, change column name, change column kind, change column amount, change column seen, change column note
--    COPY, writers wait
SET @tidemark_clauses = CONCAT_WS(', ',
  IF((NOT (EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'id' AND (CAST(COLUMN_TYPE AS BINARY) = CAST('bigint' AS BINARY) OR CAST(COLUMN_TYPE AS BINARY) = CAST('bigint(20)' AS BINARY)) AND IS_NULLABLE = 'NO' AND IF(@tidemark_mariadb = 1, COALESCE(COLUMN_DEFAULT, 'NULL') = 'NULL', COLUMN_DEFAULT IS NULL) AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%on update%' AND EXTRA NOT LIKE '%INVISIBLE%' AND COLUMN_COMMENT = ''))),
    'MODIFY COLUMN `id` bigint NOT NULL', NULL),
  IF((NOT (EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'name' AND CAST(COLUMN_TYPE AS BINARY) = CAST('varchar(50)' AS BINARY) AND IS_NULLABLE = 'YES' AND IF(@tidemark_mariadb = 1, COALESCE(COLUMN_DEFAULT, 'NULL') = 'NULL', COLUMN_DEFAULT IS NULL) AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%on update%' AND EXTRA NOT LIKE '%INVISIBLE%' AND CAST(COLLATION_NAME AS BINARY) = CAST('utf8mb4_0900_ai_ci' AS BINARY) AND COLUMN_COMMENT = ''))),
    'MODIFY COLUMN `name` varchar(50) DEFAULT NULL', NULL),
  IF((NOT (EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'kind' AND CAST(COLUMN_TYPE AS BINARY) = CAST('enum(''a'',''b'',''c'')' AS BINARY) AND IS_NULLABLE = 'NO' AND IF(@tidemark_mariadb = 1, CAST(COALESCE(COLUMN_DEFAULT, 'NULL') AS BINARY) = CAST('''b''' AS BINARY), CAST(COALESCE(COLUMN_DEFAULT, '') AS BINARY) = CAST('b' AS BINARY) AND COLUMN_DEFAULT IS NOT NULL) AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%on update%' AND EXTRA NOT LIKE '%INVISIBLE%' AND CAST(COLLATION_NAME AS BINARY) = CAST('utf8mb4_0900_ai_ci' AS BINARY) AND COLUMN_COMMENT = ''))),
    'MODIFY COLUMN `kind` enum(''a'',''b'',''c'') NOT NULL DEFAULT ''b''', NULL),
  IF((NOT (EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'amount' AND CAST(COLUMN_TYPE AS BINARY) = CAST('decimal(10,2)' AS BINARY) AND IS_NULLABLE = 'YES' AND (CAST(COALESCE(COLUMN_DEFAULT, 'NULL') AS BINARY) = CAST('2.50' AS BINARY) OR CAST(COALESCE(COLUMN_DEFAULT, 'NULL') AS BINARY) = CAST('''2.50''' AS BINARY)) AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%on update%' AND EXTRA NOT LIKE '%INVISIBLE%' AND COLUMN_COMMENT = ''))),
    'MODIFY COLUMN `amount` decimal(10,2) DEFAULT 2.5', NULL),
  IF((NOT (EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'seen' AND CAST(COLUMN_TYPE AS BINARY) = CAST('datetime' AS BINARY) AND IS_NULLABLE = 'YES' AND IF(@tidemark_mariadb = 1, CAST(COALESCE(COLUMN_DEFAULT, 'NULL') AS BINARY) = CAST('current_timestamp()' AS BINARY), CAST(COALESCE(COLUMN_DEFAULT, 'NULL') AS BINARY) = CAST('CURRENT_TIMESTAMP' AS BINARY)) AND EXTRA NOT LIKE '%auto_increment%' AND IF(@tidemark_mariadb = 1, EXTRA LIKE '%on update current_timestamp()%', EXTRA LIKE '%on update CURRENT_TIMESTAMP%') AND EXTRA NOT LIKE '%INVISIBLE%' AND COLUMN_COMMENT = ''))),
    'MODIFY COLUMN `seen` datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP', NULL),
  IF((NOT (EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'note' AND CAST(COLUMN_TYPE AS BINARY) = CAST('varchar(50)' AS BINARY) AND IS_NULLABLE = 'YES' AND IF(@tidemark_mariadb = 1, COALESCE(COLUMN_DEFAULT, 'NULL') = 'NULL', COLUMN_DEFAULT IS NULL) AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%on update%' AND EXTRA NOT LIKE '%INVISIBLE%' AND CAST(COLLATION_NAME AS BINARY) = CAST('utf8mb4_0900_ai_ci' AS BINARY) AND CAST(COLUMN_COMMENT AS BINARY) = CAST('it''s "new"; -- */' AS BINARY)))),
    'MODIFY COLUMN `note` varchar(50) COMMENT ''it''''s "new"; -- */''', NULL));
SET @tidemark_sql = IF(CHAR_LENGTH(@tidemark_clauses) = 0, 'DO 0', CONCAT('ALTER TABLE `t` ', @tidemark_clauses));
PREPARE tidemark_statement FROM @tidemark_sql;
EXECUTE tidemark_statement;
DEALLOCATE PREPARE tidemark_statement;

SET SESSION sql_mode = @tidemark_old_mode, SESSION lock_wait_timeout = @tidemark_old_wait;
