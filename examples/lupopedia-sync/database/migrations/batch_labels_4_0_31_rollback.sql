-- migration: batch_labels (rollback)
-- version: 4.0.31
-- schema: lupopedia_orchestration

USE `lupopedia_orchestration`;

DROP INDEX `idx_status_order` ON `migration_files`;

ALTER TABLE `migration_batches`
  DROP COLUMN `batch_label`;
