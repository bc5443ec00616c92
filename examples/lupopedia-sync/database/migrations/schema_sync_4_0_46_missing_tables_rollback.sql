-- migration: schema_sync_missing_tables (rollback)
-- version: 4.0.46
-- schema: lupopedia
-- Takes back schema_sync_4_0_46_missing_tables.sql. Rows in the two tables are lost.

USE `lupopedia`;

DROP TABLE IF EXISTS `lupo_permissions`;
DROP TABLE IF EXISTS `lupo_actor_collections`;
