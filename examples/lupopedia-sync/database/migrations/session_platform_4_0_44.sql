-- migration: session_platform
-- version: 4.0.44
-- depends-on: ephemeral_schema_4_0_25.sql
-- schema: lupopedia_ephemeral
-- Adds lupo_sessions.platform_code and its index. May be run again: each step looks first.

USE `lupopedia_ephemeral`;

SET @missing = (
  SELECT COUNT(*) = 0
  FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = 'lupopedia_ephemeral' AND TABLE_NAME = 'lupo_sessions' AND COLUMN_NAME = 'platform_code'
);
SET @sql = IF(@missing,
  'ALTER TABLE `lupo_sessions` ADD COLUMN `platform_code` varchar(32) NOT NULL DEFAULT ''web'' COMMENT ''web, phone or agent'' AFTER `user_agent`',
  'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @missing = (
  SELECT COUNT(*) = 0
  FROM information_schema.STATISTICS
  WHERE TABLE_SCHEMA = 'lupopedia_ephemeral' AND TABLE_NAME = 'lupo_sessions' AND INDEX_NAME = 'idx_platform_code'
);
SET @sql = IF(@missing,
  'ALTER TABLE `lupo_sessions` ADD INDEX `idx_platform_code` (`platform_code`)',
  'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;
