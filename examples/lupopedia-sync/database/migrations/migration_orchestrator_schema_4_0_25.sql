-- migration: migration_orchestrator_schema
-- version: 4.0.25
-- schema: lupopedia_orchestration
-- What runs migrations keeps its own tables, apart from the tables of the platform.

CREATE DATABASE IF NOT EXISTS `lupopedia_orchestration` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
USE `lupopedia_orchestration`;

CREATE TABLE IF NOT EXISTS `migration_batches` (
  `batch_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `batch_name` varchar(190) NOT NULL,
  `system_version` varchar(20) NOT NULL,
  `file_count` int unsigned NOT NULL DEFAULT '0',
  `status` enum('pending','running','completed','failed','rolled_back') NOT NULL DEFAULT 'pending',
  `started_ymdhis` bigint DEFAULT NULL,
  `finished_ymdhis` bigint DEFAULT NULL,
  `created_by_actor_id` bigint unsigned DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`batch_id`),
  UNIQUE KEY `uniq_batch_name` (`batch_name`),
  KEY `idx_status` (`status`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Migrations that run together';

CREATE TABLE IF NOT EXISTS `migration_files` (
  `file_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `batch_id` bigint unsigned NOT NULL,
  `file_name` varchar(255) NOT NULL,
  `sha256` char(64) NOT NULL,
  `execution_order` int unsigned NOT NULL DEFAULT '0',
  `statement_count` int unsigned NOT NULL DEFAULT '0',
  `status` enum('pending','running','completed','failed','skipped','rolled_back') NOT NULL DEFAULT 'pending',
  `duration_ms` int unsigned DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`file_id`),
  UNIQUE KEY `uniq_batch_id_file_name` (`batch_id`, `file_name`),
  KEY `idx_sha256` (`sha256`),
  KEY `idx_status` (`status`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='One SQL file of a batch';

CREATE TABLE IF NOT EXISTS `migration_validation_log` (
  `validation_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `file_id` bigint unsigned NOT NULL,
  `phase` enum('before','after') NOT NULL DEFAULT 'before',
  `check_code` varchar(80) NOT NULL,
  `result` enum('passed','failed','warning') NOT NULL DEFAULT 'passed',
  `message` varchar(1000) DEFAULT NULL,
  `details` json DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  PRIMARY KEY (`validation_id`),
  KEY `idx_file_id_phase` (`file_id`, `phase`),
  KEY `idx_result` (`result`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What the checks found';

CREATE TABLE IF NOT EXISTS `migration_rollback_log` (
  `rollback_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `file_id` bigint unsigned NOT NULL,
  `rollback_file` varchar(255) NOT NULL,
  `reason` varchar(500) DEFAULT NULL,
  `succeeded` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  PRIMARY KEY (`rollback_id`),
  KEY `idx_file_id` (`file_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What was taken back';

CREATE TABLE IF NOT EXISTS `migration_dependencies` (
  `file_id` bigint unsigned NOT NULL,
  `depends_on_file_id` bigint unsigned NOT NULL,
  `is_soft` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  PRIMARY KEY (`file_id`, `depends_on_file_id`),
  KEY `idx_depends_on_file_id` (`depends_on_file_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Which file needs which';

CREATE TABLE IF NOT EXISTS `migration_system_state` (
  `state_key` varchar(64) NOT NULL,
  `state_value` varchar(255) NOT NULL,
  `previous_value` varchar(255) DEFAULT NULL,
  `entered_ymdhis` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`state_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='The state machine''s present state';

CREATE TABLE IF NOT EXISTS `migration_progress` (
  `progress_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `batch_id` bigint unsigned NOT NULL,
  `done_count` int unsigned NOT NULL DEFAULT '0',
  `total_count` int unsigned NOT NULL DEFAULT '0',
  `percent` decimal(5,2) NOT NULL DEFAULT '0.00',
  `phase` varchar(40) NOT NULL DEFAULT 'idle',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  PRIMARY KEY (`progress_id`),
  UNIQUE KEY `uniq_batch_id` (`batch_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Progress of the running batch';

CREATE TABLE IF NOT EXISTS `migration_alerts` (
  `alert_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `batch_id` bigint unsigned DEFAULT NULL,
  `severity` enum('info','warning','error') NOT NULL DEFAULT 'info',
  `message` text NOT NULL,
  `acknowledged_by_actor_id` bigint unsigned DEFAULT NULL,
  `acknowledged_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL,
  PRIMARY KEY (`alert_id`),
  KEY `idx_batch_id` (`batch_id`),
  KEY `idx_severity_acknowledged` (`severity`, `acknowledged_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What somebody should look at';
