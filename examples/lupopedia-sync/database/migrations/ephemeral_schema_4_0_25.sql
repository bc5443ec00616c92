-- migration: ephemeral_schema
-- version: 4.0.25
-- schema: lupopedia_ephemeral
-- Sessions, cache, jobs and locks: whatever may be lost without harm.

CREATE DATABASE IF NOT EXISTS `lupopedia_ephemeral` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
USE `lupopedia_ephemeral`;

CREATE TABLE IF NOT EXISTS `lupo_sessions` (
  `session_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `session_key` char(40) NOT NULL,
  `actor_id` bigint unsigned DEFAULT NULL,
  `session_data` json DEFAULT NULL,
  `ip_address` varchar(45) DEFAULT NULL,
  `user_agent` varchar(500) DEFAULT NULL,
  `last_activity_ymdhis` bigint NOT NULL,
  `expires_ymdhis` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`session_id`),
  UNIQUE KEY `uniq_session_key` (`session_key`),
  KEY `idx_actor_id` (`actor_id`),
  KEY `idx_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Signed-in sessions';

CREATE TABLE IF NOT EXISTS `lupo_cache` (
  `cache_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `cache_group` varchar(64) NOT NULL DEFAULT 'default',
  `cache_key` varchar(190) NOT NULL,
  `cache_value` longtext,
  `value_format` enum('json','serialized','text') NOT NULL DEFAULT 'json',
  `hit_count` int unsigned NOT NULL DEFAULT '0',
  `last_hit_ymdhis` bigint DEFAULT NULL,
  `expires_ymdhis` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`cache_id`),
  UNIQUE KEY `uniq_cache_group_cache_key` (`cache_group`, `cache_key`),
  KEY `idx_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Cached values';

CREATE TABLE IF NOT EXISTS `lupo_temp_data` (
  `temp_data_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `data_key` varchar(190) NOT NULL,
  `data_kind` varchar(60) NOT NULL DEFAULT 'scratch',
  `payload` longtext,
  `created_by_actor_id` bigint unsigned DEFAULT NULL,
  `expires_ymdhis` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`temp_data_id`),
  UNIQUE KEY `uniq_data_key` (`data_key`),
  KEY `idx_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Data that may be thrown away';

CREATE TABLE IF NOT EXISTS `lupo_job_queue` (
  `job_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `job_type` varchar(100) NOT NULL,
  `status` enum('queued','running','done','failed','cancelled') NOT NULL DEFAULT 'queued',
  `priority` int NOT NULL DEFAULT '0',
  `parameters` json DEFAULT NULL,
  `attempts` smallint unsigned NOT NULL DEFAULT '0',
  `scheduled_ymdhis` bigint DEFAULT NULL,
  `started_ymdhis` bigint DEFAULT NULL,
  `finished_ymdhis` bigint DEFAULT NULL,
  `error_message` text,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`job_id`),
  KEY `idx_status_priority_scheduled` (`status`, `priority`, `scheduled_ymdhis`),
  KEY `idx_job_type` (`job_type`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Background work';

CREATE TABLE IF NOT EXISTS `lupo_locks` (
  `lock_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `lock_key` varchar(190) NOT NULL,
  `holder` varchar(190) NOT NULL,
  `acquired_ymdhis` bigint NOT NULL,
  `expires_ymdhis` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`lock_id`),
  UNIQUE KEY `uniq_lock_key` (`lock_key`),
  KEY `idx_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Locks across machines';
