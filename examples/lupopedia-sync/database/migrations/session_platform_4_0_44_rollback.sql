-- migration: session_platform (rollback)
-- version: 4.0.44
-- schema: lupopedia_ephemeral

USE `lupopedia_ephemeral`;

ALTER TABLE `lupo_sessions` DROP INDEX `idx_platform_code`;
ALTER TABLE `lupo_sessions` DROP COLUMN `platform_code`;
