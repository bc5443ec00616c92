-- migration: ephemeral_schema (rollback)
-- version: 4.0.25
-- schema: lupopedia_ephemeral
-- Takes back ephemeral_schema_4_0_25.sql, one table after the other.

USE `lupopedia_ephemeral`;

DROP TABLE IF EXISTS `lupo_locks`;
DROP TABLE IF EXISTS `lupo_job_queue`;
DROP TABLE IF EXISTS `lupo_temp_data`;
DROP TABLE IF EXISTS `lupo_cache`;
DROP TABLE IF EXISTS `lupo_sessions`;
