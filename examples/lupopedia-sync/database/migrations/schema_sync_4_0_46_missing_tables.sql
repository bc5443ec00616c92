-- migration: schema_sync_missing_tables
-- version: 4.0.46
-- schema: lupopedia
-- prerequisite: database/lupopedia_mysql.sql
-- Adds the two tables that have a TOON file but no CREATE TABLE in the main SQL file.
-- May be run again: tables are created if they do not exist, each key is looked for first.

USE `lupopedia`;

CREATE TABLE IF NOT EXISTS `lupo_actor_collections` (
  `actor_collection_id` bigint NOT NULL AUTO_INCREMENT,
  `actor_id` bigint NOT NULL COMMENT 'User, group or agent',
  `collection_id` bigint NOT NULL,
  `access_level` enum('read','write','owner') NOT NULL DEFAULT 'read' COMMENT 'What the actor may do',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT 0 COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`actor_collection_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Maps actors to the collections they may open';

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_actor_collections' AND INDEX_NAME = 'idx_actor_id');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_actor_collections` ADD KEY `idx_actor_id` (`actor_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_actor_collections' AND INDEX_NAME = 'idx_collection_id');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_actor_collections` ADD KEY `idx_collection_id` (`collection_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_actor_collections' AND INDEX_NAME = 'idx_access_level');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_actor_collections` ADD KEY `idx_access_level` (`access_level`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_actor_collections' AND INDEX_NAME = 'idx_created');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_actor_collections` ADD KEY `idx_created` (`created_ymdhis`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_actor_collections' AND INDEX_NAME = 'idx_is_deleted');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_actor_collections` ADD KEY `idx_is_deleted` (`is_deleted`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

CREATE TABLE IF NOT EXISTS `lupo_permissions` (
  `permission_id` bigint NOT NULL AUTO_INCREMENT,
  `target_type` varchar(64) NOT NULL COMMENT 'collection, department, module or feature',
  `target_id` bigint NOT NULL,
  `user_id` bigint DEFAULT NULL,
  `group_id` bigint DEFAULT NULL,
  `permission` enum('read','write','owner') NOT NULL DEFAULT 'read',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT 0 COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`permission_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who may do what with which thing';

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'uniq_target_user');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD UNIQUE KEY `uniq_target_user` (`target_type`, `target_id`, `user_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'uniq_target_group');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD UNIQUE KEY `uniq_target_group` (`target_type`, `target_id`, `group_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'idx_target');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD KEY `idx_target` (`target_type`, `target_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'idx_user');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD KEY `idx_user` (`user_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'idx_group');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD KEY `idx_group` (`group_id`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'idx_deleted');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD KEY `idx_deleted` (`is_deleted`, `deleted_ymdhis`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'idx_permission');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD KEY `idx_permission` (`permission`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @present = (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'lupo_permissions' AND INDEX_NAME = 'idx_created');
SET @sql = IF(@present = 0, 'ALTER TABLE `lupo_permissions` ADD KEY `idx_created` (`created_ymdhis`)', 'DO 0');
PREPARE step FROM @sql;
EXECUTE step;
DEALLOCATE PREPARE step;
