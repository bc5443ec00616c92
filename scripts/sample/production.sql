-- What happened to the sample's production database besides the files in the workspace. make-sample-snapshot.mjs
-- loads the main SQL file and most migrations first, then this. docs/sample.md lists each of these drifts.

USE `lupopedia`;

-- The migration of 4.0.46 stopped after its first table; somebody then removed one index by hand.
DROP TABLE `lupo_permissions`;
ALTER TABLE `lupo_actor_collections` DROP INDEX `idx_access_level`;

-- The rename of 4.0.31 was never run here.
RENAME TABLE `lupo_crm_deals` TO `lupo_sales_deals`;

-- Repairs by hand.
ALTER TABLE `lupo_auth_users` MODIFY `password_hash` varchar(191) DEFAULT NULL;
ALTER TABLE `lupo_api_rate_limits` ALTER COLUMN `max_requests` SET DEFAULT 600;
ALTER TABLE `lupo_tickets` MODIFY `priority` enum('low','normal','high','urgent','blocker') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'normal';
ALTER TABLE `lupo_search_queries` DROP INDEX `idx_query_text`, ADD INDEX `idx_query_text` (`query_text`(40));
ALTER TABLE `lupo_email_queue` ADD INDEX `idx_to_address` (`to_address`);
ALTER TABLE `lupo_newsletter_subscribers` DROP COLUMN `unsubscribed_ymdhis`;
ALTER TABLE `lupo_legacy_urls` CHANGE `hit_count` `hits` int unsigned NOT NULL DEFAULT 0;
ALTER TABLE `lupo_translations` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

-- An import that nobody cleaned up, and a foreign key that the doctrine forbids.
CREATE TABLE `lupo_tmp_import_2025` (
  `row_number` int NOT NULL,
  `raw_line` text
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
ALTER TABLE `lupo_invoice_items`
  ADD CONSTRAINT `fk_invoice_items_invoice` FOREIGN KEY (`invoice_id`) REFERENCES `lupo_invoices` (`invoice_id`) ON DELETE CASCADE;

CREATE VIEW `lupo_open_tickets` AS
  SELECT `ticket_id`, `ticket_number`, `subject` FROM `lupo_tickets` WHERE `status` <> 'closed' AND `is_deleted` = 0;

USE `lupopedia_orchestration`;

-- batch_labels_4_0_31.sql has not been run here, and one table of the orchestrator went missing.
DROP TABLE `migration_alerts`;
