-- migration: batch_labels
-- version: 4.0.31
-- depends-on: migration_orchestrator_schema_4_0_25.sql
-- schema: lupopedia_orchestration
-- A label that people can read, and a faster way to the files of one state.

USE `lupopedia_orchestration`;

ALTER TABLE `migration_batches`
  ADD COLUMN `batch_label` varchar(120) DEFAULT NULL COMMENT 'Shown instead of the name; may say "hotfix"' AFTER `batch_name`;

CREATE INDEX `idx_status_order` ON `migration_files` (`status`, `execution_order`);
