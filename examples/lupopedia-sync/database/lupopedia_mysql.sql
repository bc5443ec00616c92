-- phpMyAdmin SQL Dump
-- version 5.2.1
-- https://www.phpmyadmin.net/
--
-- Host: localhost
-- Generation Time: Jan 16, 2026 at 09:12 AM
-- Server version: 8.0.36
-- PHP Version: 8.2.12

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";


/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;

--
-- Database: `lupopedia`
--

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_aliases`
--

CREATE TABLE `lupo_actor_aliases` (
  `actor_alias_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `alias` varchar(150) NOT NULL,
  `alias_kind` enum('nickname','handle','legal','former') NOT NULL DEFAULT 'nickname',
  `is_primary` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Other names an actor is known by';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_departments`
--

CREATE TABLE `lupo_actor_departments` (
  `actor_id` bigint NOT NULL,
  `department_id` bigint NOT NULL,
  `role_code` varchar(32) NOT NULL DEFAULT 'member',
  `joined_ymdhis` bigint NOT NULL,
  `left_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who works in which department';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_follows`
--

CREATE TABLE `lupo_actor_follows` (
  `follower_actor_id` bigint NOT NULL,
  `followed_actor_id` bigint NOT NULL,
  `notify` tinyint(1) NOT NULL DEFAULT '1',
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who follows whom';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_handshakes`
--

CREATE TABLE `lupo_actor_handshakes` (
  `actor_handshake_id` bigint NOT NULL,
  `from_actor_id` bigint NOT NULL,
  `to_actor_id` bigint NOT NULL,
  `protocol_version` varchar(20) NOT NULL DEFAULT '1.0',
  `status` enum('offered','accepted','refused','expired') NOT NULL DEFAULT 'offered',
  `offer_text` text,
  `answered_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Mutual introductions between agents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_moods`
--

CREATE TABLE `lupo_actor_moods` (
  `actor_mood_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `mood_rgb` char(6) NOT NULL DEFAULT '666666' COMMENT 'Hex colour, "calm" is 00AAFF',
  `intensity` decimal(3,2) NOT NULL DEFAULT '0.50',
  `note` varchar(255) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='A mood per actor and moment, as a colour';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_properties`
--

CREATE TABLE `lupo_actor_properties` (
  `actor_property_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `property_key` varchar(100) NOT NULL,
  `property_value` text,
  `value_type` enum('string','number','boolean','json') NOT NULL DEFAULT 'string',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Free properties of an actor';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actor_roles`
--

CREATE TABLE `lupo_actor_roles` (
  `actor_role_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `role_id` bigint NOT NULL,
  `scope_type` varchar(32) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'global',
  `scope_id` bigint DEFAULT NULL,
  `granted_by_actor_id` bigint DEFAULT NULL,
  `expires_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Roles granted to actors';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_actors`
--

CREATE TABLE `lupo_actors` (
  `actor_id` bigint NOT NULL,
  `actor_type` enum('user','agent','service') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'user' COMMENT 'What kind of actor this is',
  `slug` varchar(100) COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'Unique, readable name',
  `display_name` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `email` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `locale` varchar(12) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'en_US',
  `parent_actor_id` bigint DEFAULT NULL COMMENT 'The actor this one acts for',
  `metadata` json DEFAULT NULL,
  `is_active` tinyint(1) NOT NULL DEFAULT '1',
  `last_seen_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Everyone who can act: people, agents and services';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_capabilities`
--

CREATE TABLE `lupo_agent_capabilities` (
  `agent_capability_id` bigint NOT NULL,
  `agent_id` bigint NOT NULL,
  `capability` varchar(80) NOT NULL,
  `confidence` decimal(4,3) NOT NULL DEFAULT '1.000',
  `is_enabled` tinyint(1) NOT NULL DEFAULT '1',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What an agent is able to do';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_dependencies`
--

CREATE TABLE `lupo_agent_dependencies` (
  `agent_id` bigint NOT NULL,
  `depends_on_agent_id` bigint NOT NULL,
  `dependency_kind` enum('requires','prefers','conflicts') NOT NULL DEFAULT 'requires',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Agents that need other agents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_heartbeats`
--

CREATE TABLE `lupo_agent_heartbeats` (
  `agent_heartbeat_id` bigint NOT NULL,
  `agent_id` bigint NOT NULL,
  `host_name` varchar(120) COLLATE utf8mb4_unicode_ci NOT NULL,
  `load_average` decimal(6,2) DEFAULT NULL,
  `memory_mb` int unsigned DEFAULT NULL,
  `beat_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Last sign of life per agent';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_memory`
--

CREATE TABLE `lupo_agent_memory` (
  `agent_memory_id` bigint NOT NULL,
  `agent_id` bigint NOT NULL,
  `memory_key` varchar(150) NOT NULL,
  `memory_value` longtext NOT NULL,
  `importance` tinyint NOT NULL DEFAULT '5' COMMENT '0 … 9, higher survives longer',
  `expires_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What an agent remembers between runs';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_runs`
--

CREATE TABLE `lupo_agent_runs` (
  `agent_run_id` bigint NOT NULL,
  `agent_id` bigint NOT NULL,
  `trigger_kind` enum('manual','schedule','event','api') NOT NULL DEFAULT 'manual',
  `input_tokens` int unsigned NOT NULL DEFAULT '0',
  `output_tokens` int unsigned NOT NULL DEFAULT '0',
  `cost_usd` decimal(10,6) NOT NULL DEFAULT '0.000000',
  `duration_ms` int unsigned DEFAULT NULL,
  `outcome` enum('running','ok','failed','cancelled') NOT NULL DEFAULT 'running',
  `error_message` text,
  `started_ymdhis` bigint NOT NULL,
  `finished_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='One execution of an agent';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_tool_calls`
--

CREATE TABLE `lupo_agent_tool_calls` (
  `agent_tool_call_id` bigint unsigned NOT NULL,
  `agent_run_id` bigint NOT NULL,
  `agent_tool_id` bigint NOT NULL,
  `arguments` json DEFAULT NULL,
  `result_excerpt` varchar(500) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `http_status` smallint unsigned DEFAULT NULL,
  `took_ms` int unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Log of tool calls';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_tools`
--

CREATE TABLE `lupo_agent_tools` (
  `agent_tool_id` bigint NOT NULL,
  `tool_code` varchar(64) NOT NULL,
  `title` varchar(150) NOT NULL,
  `input_schema` json NOT NULL,
  `timeout_ms` int unsigned NOT NULL DEFAULT '30000',
  `is_dangerous` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Tools that agents may call';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agent_versions`
--

CREATE TABLE `lupo_agent_versions` (
  `agent_version_id` bigint NOT NULL,
  `agent_id` bigint NOT NULL,
  `version_label` varchar(20) NOT NULL,
  `prompt_sha256` char(64) NOT NULL COMMENT 'Lower-case hex',
  `changelog` text,
  `published_ymdhis` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Published versions of an agent''s prompt';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_agents`
--

CREATE TABLE `lupo_agents` (
  `agent_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `code` varchar(50) NOT NULL COMMENT 'Short code, e.g. SCRIBE',
  `agent_name` varchar(100) NOT NULL,
  `provider` varchar(40) NOT NULL DEFAULT 'local',
  `temperature` decimal(3,2) NOT NULL DEFAULT '0.70',
  `max_tokens` int unsigned NOT NULL DEFAULT '4096',
  `system_prompt` mediumtext,
  `status` enum('draft','active','paused','retired') NOT NULL DEFAULT 'draft',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Software agents and how they are run';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_analytics_campaigns`
--

CREATE TABLE `lupo_analytics_campaigns` (
  `analytics_campaign_id` bigint NOT NULL,
  `campaign_code` varchar(64) NOT NULL,
  `title` varchar(200) NOT NULL,
  `channel` enum('email','social','search','print','other') NOT NULL DEFAULT 'other',
  `budget_amount` decimal(12,2) NOT NULL DEFAULT '0.00',
  `starts_on` date DEFAULT NULL,
  `ends_on` date DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Campaigns that visits are credited to';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_analytics_events`
--

CREATE TABLE `lupo_analytics_events` (
  `analytics_event_id` bigint unsigned NOT NULL,
  `visit_id` bigint NOT NULL,
  `event_name` varchar(80) NOT NULL,
  `event_value` decimal(14,4) DEFAULT NULL,
  `properties` json DEFAULT NULL,
  `occurred_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Single tracked events';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_analytics_keywords_daily`
--

CREATE TABLE `lupo_analytics_keywords_daily` (
  `day` date NOT NULL,
  `keyword` varchar(150) COLLATE utf8mb4_unicode_ci NOT NULL,
  `hits` int unsigned NOT NULL DEFAULT '0',
  `conversions` int unsigned NOT NULL DEFAULT '0'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Search words per day';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_analytics_referrers`
--

CREATE TABLE `lupo_analytics_referrers` (
  `analytics_referrer_id` bigint NOT NULL,
  `host_name` varchar(190) NOT NULL,
  `url_sample` varchar(1000) DEFAULT NULL,
  `hits` int unsigned NOT NULL DEFAULT '0',
  `first_seen_ymdhis` bigint NOT NULL,
  `last_seen_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Sites that send visitors';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_analytics_visits`
--

CREATE TABLE `lupo_analytics_visits` (
  `visit_id` bigint unsigned NOT NULL,
  `session_key` char(40) NOT NULL,
  `actor_id` bigint DEFAULT NULL,
  `landing_path` varchar(500) NOT NULL,
  `referrer_id` bigint DEFAULT NULL,
  `country_code` char(2) DEFAULT NULL,
  `device` enum('desktop','tablet','phone','bot') NOT NULL DEFAULT 'desktop',
  `hits` int NOT NULL DEFAULT '1',
  `is_bounce` tinyint(1) NOT NULL DEFAULT '0',
  `started_ymdhis` bigint NOT NULL,
  `ended_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='A visit to the site';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_analytics_visits_monthly`
--

CREATE TABLE `lupo_analytics_visits_monthly` (
  `month_ym` char(6) NOT NULL COMMENT 'YYYYMM',
  `device` varchar(16) NOT NULL,
  `visits` int unsigned NOT NULL DEFAULT '0',
  `unique_actors` int unsigned NOT NULL DEFAULT '0',
  `avg_seconds` decimal(8,2) NOT NULL DEFAULT '0.00'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Visits per month and device';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_api_clients`
--

CREATE TABLE `lupo_api_clients` (
  `api_client_id` bigint NOT NULL,
  `client_key` char(32) COLLATE utf8mb4_unicode_ci NOT NULL,
  `client_name` varchar(120) COLLATE utf8mb4_unicode_ci NOT NULL,
  `owner_actor_id` bigint NOT NULL,
  `allowed_scopes` set('read','write','admin','webhook') NOT NULL DEFAULT 'read',
  `is_enabled` tinyint(1) NOT NULL DEFAULT '1',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Programs that may call the API';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_api_rate_limits`
--

CREATE TABLE `lupo_api_rate_limits` (
  `api_rate_limit_id` bigint NOT NULL,
  `api_client_id` bigint NOT NULL,
  `window_seconds` int unsigned NOT NULL DEFAULT '60',
  `max_requests` int unsigned NOT NULL DEFAULT '120',
  `burst` int unsigned NOT NULL DEFAULT '20',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Requests allowed per window';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_api_tokens`
--

CREATE TABLE `lupo_api_tokens` (
  `api_token_id` bigint NOT NULL,
  `api_client_id` bigint NOT NULL,
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the token',
  `label` varchar(80) NOT NULL DEFAULT 'default',
  `expires_ymdhis` bigint NOT NULL COMMENT 'Empty: never',
  `last_used_ymdhis` bigint DEFAULT NULL,
  `revoked_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Bearer tokens, hashed';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_api_webhooks`
--

CREATE TABLE `lupo_api_webhooks` (
  `api_webhook_id` bigint NOT NULL,
  `api_client_id` bigint NOT NULL,
  `target_url` varchar(1000) NOT NULL,
  `secret_hash` varchar(128) DEFAULT NULL,
  `event_mask` varchar(255) NOT NULL DEFAULT '*',
  `failure_count` smallint unsigned NOT NULL DEFAULT '0',
  `is_enabled` tinyint(1) NOT NULL DEFAULT '1',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Addresses told about events';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_artifacts`
--

CREATE TABLE `lupo_artifacts` (
  `artifact_id` bigint NOT NULL,
  `content_id` bigint DEFAULT NULL,
  `agent_run_id` bigint DEFAULT NULL,
  `file_name` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `mime_type` varchar(100) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'application/octet-stream',
  `size_bytes` bigint unsigned NOT NULL DEFAULT '0',
  `sha256` char(64) COLLATE utf8mb4_unicode_ci NOT NULL,
  `storage_path` varchar(500) COLLATE utf8mb4_unicode_ci NOT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Files produced by agents and people';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_atoms`
--

CREATE TABLE `lupo_atoms` (
  `atom_id` bigint NOT NULL,
  `atom_key` varchar(120) NOT NULL COMMENT 'Referenced as {{atom:key}}',
  `atom_text` text NOT NULL,
  `language_code` varchar(8) NOT NULL DEFAULT 'en',
  `is_global` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Smallest reusable pieces of text';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_audit_log`
--

CREATE TABLE `lupo_audit_log` (
  `audit_log_id` bigint unsigned NOT NULL,
  `actor_id` bigint DEFAULT NULL,
  `action` varchar(80) NOT NULL,
  `object_type` varchar(64) NOT NULL,
  `object_id` bigint DEFAULT NULL,
  `before_json` json DEFAULT NULL,
  `after_json` json DEFAULT NULL,
  `ip_address` varchar(45) DEFAULT NULL COMMENT 'IPv4 or IPv6',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who did what, when';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_auth_providers`
--

CREATE TABLE `lupo_auth_providers` (
  `auth_provider_id` bigint NOT NULL,
  `provider_code` varchar(40) NOT NULL,
  `title` varchar(100) NOT NULL,
  `client_identifier` varchar(255) DEFAULT NULL,
  `settings` json DEFAULT NULL,
  `sort_order` int NOT NULL DEFAULT '0',
  `is_enabled` tinyint(1) NOT NULL DEFAULT '1',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Ways to sign in';

--
-- Dumping data for table `lupo_auth_providers`
--

INSERT INTO `lupo_auth_providers` (`auth_provider_id`, `provider_code`, `title`, `client_identifier`, `settings`, `sort_order`, `is_enabled`, `created_ymdhis`, `updated_ymdhis`, `is_deleted`, `deleted_ymdhis`) VALUES
(1, 'password', 'Name and password', NULL, NULL, 1, 1, 20260101080000, NULL, 0, NULL),
(2, 'oidc', 'Your organisation\'s sign-in', 'sample-client', '{"issuer": "https://login.example.org"}', 2, 0, 20260101080000, NULL, 0, NULL);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_auth_users`
--

CREATE TABLE `lupo_auth_users` (
  `auth_user_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `username` varchar(64) COLLATE utf8mb4_unicode_ci NOT NULL,
  `email` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `password_hash` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `auth_provider_id` bigint DEFAULT NULL,
  `failed_logins` smallint unsigned NOT NULL DEFAULT '0',
  `locked_until_ymdhis` bigint DEFAULT NULL,
  `last_login_ymdhis` bigint DEFAULT NULL,
  `two_factor_kind` enum('none','totp','key') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'none',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Accounts that can sign in';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_bookmarks`
--

CREATE TABLE `lupo_bookmarks` (
  `bookmark_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `label` varchar(150) DEFAULT NULL,
  `folder` varchar(100) NOT NULL DEFAULT 'Inbox' COMMENT 'The reader''s own name for it',
  `sort_order` int NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Pages an actor keeps';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_calendar_entries`
--

CREATE TABLE `lupo_calendar_entries` (
  `calendar_entry_id` bigint NOT NULL,
  `channel_id` bigint DEFAULT NULL,
  `department_id` bigint DEFAULT NULL,
  `title` varchar(200) NOT NULL,
  `location` varchar(200) DEFAULT NULL,
  `starts_at` datetime NOT NULL,
  `ends_at` datetime DEFAULT NULL,
  `all_day` tinyint(1) NOT NULL DEFAULT '0',
  `repeat_rule` varchar(255) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Dates of departments and channels';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_channel_files`
--

CREATE TABLE `lupo_channel_files` (
  `channel_file_id` bigint NOT NULL,
  `channel_id` bigint NOT NULL,
  `artifact_id` bigint NOT NULL,
  `shared_by_actor_id` bigint NOT NULL,
  `caption` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Files shared in a channel';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_channel_invites`
--

CREATE TABLE `lupo_channel_invites` (
  `channel_invite_id` bigint NOT NULL,
  `channel_id` bigint NOT NULL,
  `invite_code` char(16) NOT NULL,
  `invited_email` varchar(255) DEFAULT NULL,
  `max_uses` smallint unsigned NOT NULL DEFAULT '1',
  `used_count` smallint unsigned NOT NULL DEFAULT '0',
  `expires_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Open invitations to a channel';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_channel_members`
--

CREATE TABLE `lupo_channel_members` (
  `channel_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `member_role` enum('guest','member','moderator','owner') NOT NULL DEFAULT 'member',
  `muted_until_ymdhis` bigint DEFAULT NULL,
  `last_read_message_id` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who sits in which channel';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_channels`
--

CREATE TABLE `lupo_channels` (
  `channel_id` bigint NOT NULL,
  `channel_key` varchar(64) NOT NULL COMMENT 'Stable key: "lobby", "dev", …',
  `title` varchar(150) NOT NULL,
  `purpose` varchar(500) DEFAULT NULL,
  `department_id` bigint DEFAULT NULL,
  `channel_kind` enum('lobby','team','topic','direct','system') NOT NULL DEFAULT 'topic',
  `is_public` tinyint(1) NOT NULL DEFAULT '0',
  `color_rgb` char(6) NOT NULL DEFAULT '99CCFF',
  `message_count` int unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Rooms in which dialogs happen';

--
-- Dumping data for table `lupo_channels`
--

INSERT INTO `lupo_channels` (`channel_id`, `channel_key`, `title`, `purpose`, `department_id`, `channel_kind`, `is_public`, `color_rgb`, `message_count`, `created_ymdhis`, `updated_ymdhis`, `is_deleted`, `deleted_ymdhis`) VALUES
(1, 'lobby', 'Lobby', 'Where everyone arrives', NULL, 'lobby', 1, '99CCFF', 3, 20260101080000, NULL, 0, NULL),
(2, 'dev', 'Development', 'Schema, code; and the odd "joke"', 3, 'team', 0, '00FF00', 12, 20260101080000, NULL, 0, NULL);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_collection_items`
--

CREATE TABLE `lupo_collection_items` (
  `collection_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `position` int unsigned NOT NULL DEFAULT '0',
  `added_by_actor_id` bigint DEFAULT NULL,
  `note` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Contents on a shelf';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_collection_tabs`
--

CREATE TABLE `lupo_collection_tabs` (
  `collection_tab_id` bigint NOT NULL,
  `collection_id` bigint NOT NULL,
  `parent_tab_id` bigint DEFAULT NULL,
  `tab_label` varchar(80) NOT NULL,
  `tab_slug` varchar(80) NOT NULL,
  `icon` varchar(40) DEFAULT NULL,
  `sort_order` int NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Tabs of a collection''s page';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_collections`
--

CREATE TABLE `lupo_collections` (
  `collection_id` bigint NOT NULL,
  `owner_actor_id` bigint NOT NULL,
  `slug` varchar(120) NOT NULL,
  `title` varchar(200) NOT NULL,
  `description` text,
  `visibility` enum('private','shared','public') NOT NULL DEFAULT 'private',
  `item_count` int unsigned NOT NULL DEFAULT '0',
  `sort_order` int NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Shelves of contents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_comments`
--

CREATE TABLE `lupo_comments` (
  `comment_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `parent_comment_id` bigint DEFAULT NULL,
  `actor_id` bigint NOT NULL,
  `body` text NOT NULL,
  `status` enum('visible','held','hidden') NOT NULL DEFAULT 'visible',
  `score` int NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Remarks on contents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_categories`
--

CREATE TABLE `lupo_content_categories` (
  `content_category_id` bigint NOT NULL,
  `parent_category_id` bigint DEFAULT NULL,
  `slug` varchar(120) COLLATE utf8mb4_unicode_ci NOT NULL,
  `title` varchar(150) COLLATE utf8mb4_unicode_ci NOT NULL,
  `depth` tinyint unsigned NOT NULL DEFAULT '0',
  `path` varchar(500) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '/',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Tree of categories';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_category_map`
--

CREATE TABLE `lupo_content_category_map` (
  `content_id` bigint NOT NULL,
  `content_category_id` bigint NOT NULL,
  `is_primary` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Which content is in which category';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_drafts`
--

CREATE TABLE `lupo_content_drafts` (
  `content_draft_id` bigint NOT NULL,
  `content_id` bigint DEFAULT NULL,
  `actor_id` bigint NOT NULL,
  `title` varchar(255) DEFAULT NULL,
  `body` longtext,
  `autosave_number` int unsigned NOT NULL DEFAULT '0',
  `saved_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Unsaved work';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_embeddings`
--

CREATE TABLE `lupo_content_embeddings` (
  `content_embedding_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `chunk_number` int unsigned NOT NULL DEFAULT '0',
  `model_code` varchar(60) NOT NULL,
  `dimensions` smallint unsigned NOT NULL DEFAULT '768',
  `vector_data` longblob NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Vectors for meaning search';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_likes`
--

CREATE TABLE `lupo_content_likes` (
  `content_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `reaction` varchar(16) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'like',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='One like per actor and content';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_links`
--

CREATE TABLE `lupo_content_links` (
  `content_link_id` bigint NOT NULL,
  `from_content_id` bigint NOT NULL,
  `to_content_id` bigint DEFAULT NULL,
  `target_url` varchar(1000) DEFAULT NULL,
  `anchor_text` varchar(255) DEFAULT NULL,
  `is_broken` tinyint(1) NOT NULL DEFAULT '0',
  `checked_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Links between contents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_media`
--

CREATE TABLE `lupo_content_media` (
  `content_media_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `artifact_id` bigint NOT NULL,
  `alt_text` varchar(255) NOT NULL DEFAULT '',
  `caption` varchar(500) DEFAULT NULL,
  `width_px` smallint unsigned DEFAULT NULL,
  `height_px` smallint unsigned DEFAULT NULL,
  `focal_x` decimal(4,3) NOT NULL DEFAULT '0.500',
  `focal_y` decimal(4,3) NOT NULL DEFAULT '0.500',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Pictures and films in contents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_revisions`
--

CREATE TABLE `lupo_content_revisions` (
  `content_revision_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `revision_number` int unsigned NOT NULL,
  `editor_actor_id` bigint NOT NULL,
  `title` varchar(255) NOT NULL,
  `body` longtext NOT NULL,
  `summary` varchar(255) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Every saved state of a content';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_tags`
--

CREATE TABLE `lupo_content_tags` (
  `content_id` bigint NOT NULL,
  `tag_id` bigint NOT NULL,
  `weight` decimal(4,2) NOT NULL DEFAULT '1.00',
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Tags on contents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_content_views_daily`
--

CREATE TABLE `lupo_content_views_daily` (
  `content_id` bigint NOT NULL,
  `day` date NOT NULL,
  `views` int unsigned NOT NULL DEFAULT '0',
  `unique_views` int unsigned NOT NULL DEFAULT '0'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Views of a content per day';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_contents`
--

CREATE TABLE `lupo_contents` (
  `content_id` bigint NOT NULL,
  `slug` varchar(190) NOT NULL,
  `title` varchar(255) NOT NULL,
  `content_type` enum('page','article','note','question','answer') NOT NULL DEFAULT 'page',
  `body` longtext,
  `excerpt` varchar(500) DEFAULT NULL,
  `author_actor_id` bigint NOT NULL,
  `department_id` bigint DEFAULT NULL,
  `parent_content_id` bigint DEFAULT NULL,
  `status` enum('draft','review','published','archived') NOT NULL DEFAULT 'draft',
  `word_count` int unsigned NOT NULL DEFAULT '0',
  `reading_minutes` decimal(5,1) NOT NULL DEFAULT '0.0',
  `published_ymdhis` bigint DEFAULT NULL,
  `version_number` int unsigned NOT NULL DEFAULT '1',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Pages, articles and notes';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_crm_accounts`
--

CREATE TABLE `lupo_crm_accounts` (
  `crm_account_id` bigint NOT NULL,
  `account_name` varchar(200) NOT NULL,
  `domain` varchar(190) DEFAULT NULL,
  `industry` varchar(80) DEFAULT NULL,
  `annual_revenue` decimal(15,2) DEFAULT NULL,
  `employee_count` int unsigned DEFAULT NULL,
  `owner_actor_id` bigint DEFAULT NULL,
  `rating` enum('cold','warm','hot') NOT NULL DEFAULT 'cold',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Companies we talk to';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_crm_activities`
--

CREATE TABLE `lupo_crm_activities` (
  `crm_activity_id` bigint NOT NULL,
  `crm_account_id` bigint DEFAULT NULL,
  `crm_lead_id` bigint DEFAULT NULL,
  `activity_kind` enum('call','mail','meeting','task') NOT NULL DEFAULT 'call',
  `subject` varchar(200) NOT NULL,
  `notes` text,
  `due_ymdhis` bigint DEFAULT NULL,
  `done_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Calls, mails and meetings';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_crm_deals`
--

CREATE TABLE `lupo_crm_deals` (
  `crm_deal_id` bigint NOT NULL,
  `crm_account_id` bigint NOT NULL,
  `title` varchar(200) COLLATE utf8mb4_unicode_ci NOT NULL,
  `stage` enum('new','qualified','offer','won','lost') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'new',
  `amount` decimal(12,2) NOT NULL DEFAULT '0.00' COMMENT 'In the deal''s currency',
  `currency` char(3) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'EUR',
  `probability` tinyint unsigned NOT NULL DEFAULT '10' COMMENT 'Per cent',
  `expected_on` date DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Business that may be won';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_crm_lead_messages`
--

CREATE TABLE `lupo_crm_lead_messages` (
  `crm_lead_message_id` bigint NOT NULL,
  `crm_lead_id` bigint NOT NULL,
  `direction` enum('in','out') NOT NULL DEFAULT 'in',
  `subject` varchar(200) DEFAULT NULL,
  `body` text NOT NULL,
  `sent_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Messages of a lead';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_crm_leads`
--

CREATE TABLE `lupo_crm_leads` (
  `crm_lead_id` bigint NOT NULL,
  `full_name` varchar(150) NOT NULL,
  `email` varchar(255) DEFAULT NULL,
  `phone` varchar(40) DEFAULT NULL,
  `source_code` varchar(40) NOT NULL DEFAULT 'web',
  `department_id` bigint DEFAULT NULL,
  `assigned_actor_id` bigint DEFAULT NULL,
  `score` int NOT NULL DEFAULT '0',
  `status` enum('new','contacted','qualified','rejected') NOT NULL DEFAULT 'new',
  `first_message` text,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='People who asked us something';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_departments`
--

CREATE TABLE `lupo_departments` (
  `department_id` bigint NOT NULL,
  `department_code` varchar(32) NOT NULL,
  `department_name` varchar(20) NOT NULL,
  `parent_department_id` bigint DEFAULT NULL,
  `email` varchar(255) DEFAULT NULL,
  `time_zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `opening_hours` json DEFAULT NULL,
  `is_visible` tinyint(1) NOT NULL DEFAULT '1',
  `sort_order` int NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Parts of the organisation';

--
-- Dumping data for table `lupo_departments`
--

INSERT INTO `lupo_departments` (`department_id`, `department_code`, `department_name`, `parent_department_id`, `email`, `time_zone`, `opening_hours`, `is_visible`, `sort_order`, `created_ymdhis`, `updated_ymdhis`, `is_deleted`, `deleted_ymdhis`) VALUES
(1, 'support', 'Support', NULL, 'support@example.org', 'UTC', NULL, 1, 1, 20260101080000, NULL, 0, NULL),
(2, 'library', 'Library', NULL, 'library@example.org', 'Europe/Berlin', '{"mon": "09:00-17:00"}', 1, 2, 20260101080000, 20260109101500, 0, NULL),
(3, 'workshop', 'Workshop', 2, NULL, 'Europe/Berlin', NULL, 0, 3, 20260101080000, NULL, 0, NULL);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_dialog_bodies`
--

CREATE TABLE `lupo_dialog_bodies` (
  `dialog_message_id` bigint NOT NULL,
  `body` longtext COLLATE utf8mb4_unicode_ci NOT NULL,
  `body_format` enum('markdown','html','plain') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'markdown',
  `byte_length` int unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Long texts of dialog messages';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_dialog_channels`
--

CREATE TABLE `lupo_dialog_channels` (
  `dialog_channel_id` bigint NOT NULL,
  `channel_id` bigint NOT NULL,
  `file_path` varchar(500) NOT NULL,
  `front_matter` json DEFAULT NULL,
  `last_synced_ymdhis` bigint DEFAULT NULL,
  `sync_state` enum('clean','file_newer','row_newer','conflict') NOT NULL DEFAULT 'clean',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Dialog files and the channel they belong to';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_dialog_messages`
--

CREATE TABLE `lupo_dialog_messages` (
  `dialog_message_id` bigint NOT NULL,
  `dialog_thread_id` bigint DEFAULT NULL,
  `channel_id` bigint NOT NULL,
  `from_actor_id` bigint DEFAULT NULL,
  `to_actor_id` bigint DEFAULT NULL,
  `target` varchar(100) NOT NULL DEFAULT '@everyone' COMMENT 'Who is spoken to: @everyone, @fleet, a name',
  `message_type` enum('text','command','system','error') NOT NULL DEFAULT 'text',
  `message_text` varchar(1000) NOT NULL,
  `mood_rgb` char(6) NOT NULL DEFAULT '666666',
  `weight` decimal(3,2) NOT NULL DEFAULT '0.00',
  `system_version` varchar(20) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Single entries of a dialog';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_dialog_reactions`
--

CREATE TABLE `lupo_dialog_reactions` (
  `dialog_reaction_id` bigint NOT NULL,
  `dialog_message_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `emoji` varchar(16) NOT NULL COMMENT 'For example ★ or ☂',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Reactions to messages';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_dialog_threads`
--

CREATE TABLE `lupo_dialog_threads` (
  `dialog_thread_id` bigint NOT NULL,
  `channel_id` bigint NOT NULL,
  `subject` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `started_by_actor_id` bigint DEFAULT NULL,
  `status` enum('open','resolved','archived') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'open',
  `message_count` int unsigned NOT NULL DEFAULT '0',
  `last_message_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='A run of messages on one subject';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_document_chunks`
--

CREATE TABLE `lupo_document_chunks` (
  `document_chunk_id` bigint NOT NULL,
  `document_id` bigint NOT NULL,
  `chunk_number` int unsigned NOT NULL,
  `heading` varchar(255) DEFAULT NULL,
  `chunk_text` mediumtext NOT NULL,
  `token_count` smallint unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Pieces of documents for search';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_documents`
--

CREATE TABLE `lupo_documents` (
  `document_id` bigint NOT NULL,
  `collection_id` bigint DEFAULT NULL,
  `title` varchar(255) NOT NULL,
  `source_uri` varchar(1000) DEFAULT NULL,
  `language_code` varchar(8) NOT NULL DEFAULT 'en',
  `page_count` smallint unsigned DEFAULT NULL,
  `sha256` char(64) NOT NULL,
  `ingest_status` enum('queued','parsing','ready','failed') NOT NULL DEFAULT 'queued',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Imported documents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_edge_types`
--

CREATE TABLE `lupo_edge_types` (
  `edge_type_id` bigint NOT NULL,
  `type_code` varchar(64) NOT NULL,
  `title` varchar(120) NOT NULL,
  `inverse_code` varchar(64) DEFAULT NULL,
  `is_symmetric` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Kinds of relations';

--
-- Dumping data for table `lupo_edge_types`
--

INSERT INTO `lupo_edge_types` (`edge_type_id`, `type_code`, `title`, `inverse_code`, `is_symmetric`, `created_ymdhis`, `updated_ymdhis`, `is_deleted`, `deleted_ymdhis`) VALUES
(1, 'cites', 'cites', 'cited_by', 0, 20260101080000, NULL, 0, NULL),
(2, 'is_part_of', 'is part of', 'contains', 0, 20260101080000, NULL, 0, NULL),
(3, 'related', 'is related to', NULL, 1, 20260101080000, NULL, 0, NULL);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_email_queue`
--

CREATE TABLE `lupo_email_queue` (
  `email_queue_id` bigint NOT NULL,
  `to_address` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `reply_to` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `subject` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL,
  `body_html` mediumtext COLLATE utf8mb4_unicode_ci,
  `body_text` mediumtext COLLATE utf8mb4_unicode_ci,
  `priority` tinyint NOT NULL DEFAULT '0',
  `attempts` tinyint unsigned NOT NULL DEFAULT '0',
  `send_after_ymdhis` bigint DEFAULT NULL,
  `sent_ymdhis` bigint DEFAULT NULL,
  `last_error` varchar(500) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Mail waiting to be sent';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_email_templates`
--

CREATE TABLE `lupo_email_templates` (
  `email_template_id` bigint NOT NULL,
  `template_code` varchar(80) NOT NULL,
  `language_code` varchar(8) NOT NULL DEFAULT 'en',
  `subject` varchar(255) NOT NULL,
  `body_html` mediumtext NOT NULL,
  `body_text` mediumtext,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Texts of system mail';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_faq_entries`
--

CREATE TABLE `lupo_faq_entries` (
  `faq_entry_id` bigint NOT NULL,
  `department_id` bigint DEFAULT NULL,
  `question` varchar(500) NOT NULL,
  `answer` text NOT NULL,
  `helpful_count` int unsigned NOT NULL DEFAULT '0',
  `unhelpful_count` int unsigned NOT NULL DEFAULT '0',
  `sort_order` int NOT NULL DEFAULT '0',
  `is_published` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Questions often asked';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_feature_flags`
--

CREATE TABLE `lupo_feature_flags` (
  `feature_flag_id` bigint NOT NULL,
  `flag_key` varchar(80) NOT NULL,
  `is_on` tinyint(1) NOT NULL DEFAULT '0',
  `rollout_percent` tinyint unsigned NOT NULL DEFAULT '100',
  `rules` json DEFAULT NULL,
  `owner_actor_id` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Switches for features';

--
-- Dumping data for table `lupo_feature_flags`
--

INSERT INTO `lupo_feature_flags` (`feature_flag_id`, `flag_key`, `is_on`, `rollout_percent`, `rules`, `owner_actor_id`, `created_ymdhis`, `updated_ymdhis`, `is_deleted`, `deleted_ymdhis`) VALUES
(1, 'dialogs.database', 0, 100, NULL, NULL, 20260101080000, NULL, 0, NULL),
(2, 'search.meaning', 1, 25, '{"departments": [2]}', 1, 20260101080000, NULL, 0, NULL);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_group_members`
--

CREATE TABLE `lupo_group_members` (
  `group_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `is_admin` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Actors in groups';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_groups`
--

CREATE TABLE `lupo_groups` (
  `group_id` bigint NOT NULL,
  `group_key` varchar(64) COLLATE utf8mb4_unicode_ci NOT NULL,
  `title` varchar(120) COLLATE utf8mb4_unicode_ci NOT NULL,
  `description` varchar(500) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `is_system` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Named sets of actors';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_hashtags`
--

CREATE TABLE `lupo_hashtags` (
  `hashtag_id` bigint NOT NULL,
  `tag_text` varchar(100) NOT NULL,
  `use_count` int unsigned NOT NULL DEFAULT '0',
  `last_used_ymdhis` bigint DEFAULT NULL,
  `is_blocked` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Words after a hash sign';

--
-- Dumping data for table `lupo_hashtags`
--

INSERT INTO `lupo_hashtags` (`hashtag_id`, `tag_text`, `use_count`, `last_used_ymdhis`, `is_blocked`, `created_ymdhis`) VALUES
(1, 'tide', 4, 20260110090000, 0, 20260101080000),
(2, 'schema', 9, 20260116120000, 0, 20260101080000);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_help_topics`
--

CREATE TABLE `lupo_help_topics` (
  `help_topic_id` bigint NOT NULL,
  `screen_key` varchar(80) NOT NULL,
  `language_code` varchar(8) NOT NULL DEFAULT 'en',
  `title` varchar(200) NOT NULL,
  `body` mediumtext NOT NULL,
  `sort_order` int NOT NULL DEFAULT '0',
  `view_count` int unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Help shown beside a screen';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_help_topics_old`
--

CREATE TABLE `lupo_help_topics_old` (
  `topic_id` int NOT NULL,
  `topic` varchar(60) COLLATE utf8mb4_unicode_ci NOT NULL,
  `help_text` text COLLATE utf8mb4_unicode_ci NOT NULL,
  `hits` int NOT NULL DEFAULT '0',
  `modified` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE=MyISAM DEFAULT CHARSET=latin1;

-- --------------------------------------------------------

--
-- Table structure for table `lupo_import_batches`
--

CREATE TABLE `lupo_import_batches` (
  `import_batch_id` bigint NOT NULL,
  `source_system` varchar(60) NOT NULL,
  `file_name` varchar(255) DEFAULT NULL,
  `rows_total` int unsigned NOT NULL DEFAULT '0',
  `rows_ok` int unsigned NOT NULL DEFAULT '0',
  `rows_failed` int unsigned NOT NULL DEFAULT '0',
  `status` enum('pending','running','done','failed') NOT NULL DEFAULT 'pending',
  `report` json DEFAULT NULL,
  `started_ymdhis` bigint DEFAULT NULL,
  `finished_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Runs of the importer';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_import_mappings`
--

CREATE TABLE `lupo_import_mappings` (
  `import_mapping_id` bigint NOT NULL,
  `import_batch_id` bigint NOT NULL,
  `legacy_table` varchar(64) NOT NULL,
  `legacy_key` varchar(64) NOT NULL,
  `new_table` varchar(64) NOT NULL,
  `new_id` bigint NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Old keys and the rows they became';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_invoice_items`
--

CREATE TABLE `lupo_invoice_items` (
  `invoice_id` bigint NOT NULL,
  `line_number` smallint unsigned NOT NULL,
  `description` varchar(500) COLLATE utf8mb4_unicode_ci NOT NULL,
  `quantity` decimal(10,3) NOT NULL DEFAULT '1.000',
  `unit_price` decimal(12,4) NOT NULL DEFAULT '0.0000',
  `discount_percent` decimal(5,2) NOT NULL DEFAULT '0.00'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Lines of a bill';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_invoices`
--

CREATE TABLE `lupo_invoices` (
  `invoice_id` bigint NOT NULL,
  `invoice_number` varchar(32) NOT NULL,
  `crm_account_id` bigint NOT NULL,
  `issued_on` date NOT NULL,
  `due_on` date DEFAULT NULL,
  `net_amount` decimal(10,2) NOT NULL DEFAULT '0.00',
  `tax_rate` decimal(5,2) NOT NULL DEFAULT '19.00',
  `gross_amount` decimal(12,2) NOT NULL DEFAULT '0.00',
  `currency` char(3) NOT NULL DEFAULT 'EUR',
  `status` enum('draft','sent','paid','cancelled') NOT NULL DEFAULT 'draft',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Bills';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_kb_articles`
--

CREATE TABLE `lupo_kb_articles` (
  `kb_article_id` bigint NOT NULL,
  `content_id` bigint NOT NULL,
  `product_code` varchar(40) DEFAULT NULL,
  `difficulty` enum('easy','medium','hard') NOT NULL DEFAULT 'easy',
  `verified_ymdhis` bigint DEFAULT NULL,
  `verified_by_actor_id` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Knowledge base';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_languages`
--

CREATE TABLE `lupo_languages` (
  `language_code` varchar(8) NOT NULL,
  `native_name` varchar(80) NOT NULL,
  `english_name` varchar(80) NOT NULL,
  `is_rtl` tinyint(1) NOT NULL DEFAULT '0',
  `is_enabled` tinyint(1) NOT NULL DEFAULT '1',
  `sort_order` int NOT NULL DEFAULT '0'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Languages of the interface';

--
-- Dumping data for table `lupo_languages`
--

INSERT INTO `lupo_languages` (`language_code`, `native_name`, `english_name`, `is_rtl`, `is_enabled`, `sort_order`) VALUES
('en', 'English', 'English', 0, 1, 1),
('de', 'Deutsch', 'German', 0, 1, 2),
('fr', 'Français', 'French', 0, 1, 3),
('ja', '日本語', 'Japanese', 0, 0, 4),
('ar', 'العربية', 'Arabic', 1, 0, 5);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_legacy_urls`
--

CREATE TABLE `lupo_legacy_urls` (
  `legacy_url_id` bigint NOT NULL,
  `old_path` varchar(700) NOT NULL,
  `new_path` varchar(700) NOT NULL,
  `http_status` smallint unsigned NOT NULL DEFAULT '301',
  `hit_count` int unsigned NOT NULL DEFAULT '0',
  `last_hit_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Old addresses and where they lead';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_locations`
--

CREATE TABLE `lupo_locations` (
  `location_id` bigint NOT NULL,
  `title` varchar(150) COLLATE utf8mb4_unicode_ci NOT NULL,
  `street` varchar(200) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `postal_code` varchar(20) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `city` varchar(100) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `country_code` char(2) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'DE',
  `latitude` decimal(9,6) DEFAULT NULL,
  `longitude` decimal(9,6) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Places';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_menus`
--

CREATE TABLE `lupo_menus` (
  `menu_id` bigint NOT NULL,
  `menu_key` varchar(60) NOT NULL,
  `title` varchar(120) NOT NULL,
  `items` json NOT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Menus of the site';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_module_settings`
--

CREATE TABLE `lupo_module_settings` (
  `module_id` bigint NOT NULL,
  `setting_key` varchar(100) NOT NULL,
  `setting_value` text,
  `is_secret` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Settings of modules';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_modules`
--

CREATE TABLE `lupo_modules` (
  `module_id` bigint NOT NULL,
  `module_key` varchar(64) NOT NULL,
  `title` varchar(120) NOT NULL,
  `version_label` varchar(20) NOT NULL DEFAULT '0.0.1',
  `is_enabled` tinyint(1) NOT NULL DEFAULT '0',
  `settings` json DEFAULT NULL,
  `legacy_path` varchar(255) DEFAULT NULL COMMENT 'Folder of the module in the 3.x line',
  `installed_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Installed modules';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_newsletter_subscribers`
--

CREATE TABLE `lupo_newsletter_subscribers` (
  `newsletter_subscriber_id` bigint NOT NULL,
  `email` varchar(255) NOT NULL,
  `actor_id` bigint DEFAULT NULL,
  `confirm_token` char(40) DEFAULT NULL,
  `confirmed_ymdhis` bigint DEFAULT NULL,
  `unsubscribed_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who gets the newsletter';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_newsletters`
--

CREATE TABLE `lupo_newsletters` (
  `newsletter_id` bigint NOT NULL,
  `title` varchar(200) COLLATE utf8mb4_unicode_ci NOT NULL,
  `body_html` mediumtext COLLATE utf8mb4_unicode_ci NOT NULL,
  `scheduled_ymdhis` bigint DEFAULT NULL,
  `sent_count` int unsigned NOT NULL DEFAULT '0',
  `open_rate` decimal(5,2) NOT NULL DEFAULT '0.00',
  `status` enum('draft','scheduled','sent') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'draft',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Issues of the newsletter';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_notification_preferences`
--

CREATE TABLE `lupo_notification_preferences` (
  `actor_id` bigint NOT NULL,
  `kind` varchar(60) NOT NULL,
  `by_mail` tinyint(1) NOT NULL DEFAULT '1',
  `by_push` tinyint(1) NOT NULL DEFAULT '0',
  `quiet_from` time DEFAULT NULL,
  `quiet_until` time DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='How an actor wants to be told';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_notifications`
--

CREATE TABLE `lupo_notifications` (
  `notification_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `kind` varchar(60) NOT NULL,
  `title` varchar(200) NOT NULL,
  `link_path` varchar(500) DEFAULT NULL,
  `is_read` tinyint(1) NOT NULL DEFAULT '0',
  `read_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Messages of the system to an actor';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_operator_shifts`
--

CREATE TABLE `lupo_operator_shifts` (
  `operator_shift_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `department_id` bigint NOT NULL,
  `weekday` tinyint unsigned NOT NULL COMMENT '1 Monday … 7 Sunday',
  `starts_at` time NOT NULL,
  `ends_at` time NOT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who answers chats when';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_questions`
--

CREATE TABLE `lupo_questions` (
  `question_id` bigint NOT NULL,
  `asked_by_actor_id` bigint DEFAULT NULL,
  `question_text` varchar(1000) NOT NULL,
  `answer_content_id` bigint DEFAULT NULL,
  `status` enum('open','answered','duplicate','closed') NOT NULL DEFAULT 'open',
  `vote_count` int NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Questions the wiki should answer';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_ratings`
--

CREATE TABLE `lupo_ratings` (
  `content_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `stars` tinyint unsigned NOT NULL,
  `remark` varchar(500) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Stars for contents';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_relations`
--

CREATE TABLE `lupo_relations` (
  `relation_id` bigint unsigned NOT NULL,
  `edge_type_id` bigint NOT NULL,
  `from_type` varchar(64) COLLATE utf8mb4_unicode_ci NOT NULL,
  `from_id` bigint NOT NULL,
  `to_type` varchar(64) COLLATE utf8mb4_unicode_ci NOT NULL,
  `to_id` bigint NOT NULL,
  `weight` decimal(6,4) NOT NULL DEFAULT '1.0000',
  `properties` json DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Typed edges between any two things';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_roles`
--

CREATE TABLE `lupo_roles` (
  `role_id` bigint NOT NULL,
  `role_code` varchar(64) NOT NULL,
  `title` varchar(120) NOT NULL,
  `rank_number` int NOT NULL DEFAULT '100',
  `is_system` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Named bundles of rights';

--
-- Dumping data for table `lupo_roles`
--

INSERT INTO `lupo_roles` (`role_id`, `role_code`, `title`, `rank_number`, `is_system`, `created_ymdhis`, `updated_ymdhis`, `is_deleted`, `deleted_ymdhis`) VALUES
(1, 'admin', 'Administrator', 1, 1, 20260101080000, NULL, 0, NULL),
(2, 'editor', 'Editor', 20, 0, 20260101080000, NULL, 0, NULL),
(3, 'reader', 'Reader', 90, 0, 20260101080000, NULL, 0, NULL);

-- --------------------------------------------------------

--
-- Table structure for table `lupo_saved_searches`
--

CREATE TABLE `lupo_saved_searches` (
  `saved_search_id` bigint NOT NULL,
  `actor_id` bigint NOT NULL,
  `title` varchar(120) NOT NULL,
  `query_text` varchar(1000) NOT NULL,
  `filters` json DEFAULT NULL,
  `alert_frequency` enum('never','daily','weekly') NOT NULL DEFAULT 'never',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Searches kept by actors';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_scheduled_tasks`
--

CREATE TABLE `lupo_scheduled_tasks` (
  `scheduled_task_id` bigint NOT NULL,
  `task_key` varchar(80) NOT NULL,
  `cron_rule` varchar(100) NOT NULL DEFAULT '0 3 * * *',
  `handler` varchar(200) NOT NULL,
  `is_enabled` tinyint(1) NOT NULL DEFAULT '1',
  `last_run_ymdhis` bigint DEFAULT NULL,
  `next_run_ymdhis` bigint DEFAULT NULL,
  `last_status` varchar(20) NOT NULL DEFAULT 'never',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Work done at set times';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_search_index`
--

CREATE TABLE `lupo_search_index` (
  `search_index_id` bigint unsigned NOT NULL,
  `term` varchar(120) COLLATE utf8mb4_unicode_ci NOT NULL,
  `object_type` varchar(40) COLLATE utf8mb4_unicode_ci NOT NULL,
  `object_id` bigint NOT NULL,
  `field_name` varchar(40) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'body',
  `frequency` smallint unsigned NOT NULL DEFAULT '1',
  `score` float NOT NULL DEFAULT '0'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Words and where they stand';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_search_queries`
--

CREATE TABLE `lupo_search_queries` (
  `search_query_id` bigint unsigned NOT NULL,
  `visit_id` bigint DEFAULT NULL,
  `query_text` varchar(255) NOT NULL,
  `result_count` int unsigned NOT NULL DEFAULT '0',
  `clicked_object_id` bigint DEFAULT NULL,
  `took_ms` smallint unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What visitors looked for';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_site_settings`
--

CREATE TABLE `lupo_site_settings` (
  `site_setting_id` bigint NOT NULL,
  `setting_key` varchar(100) NOT NULL,
  `setting_value` text,
  `setting_group` varchar(60) NOT NULL DEFAULT 'general',
  `description` varchar(255) DEFAULT NULL COMMENT 'Shown beside the field; "%s" is replaced',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Settings of the whole site';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_synonyms`
--

CREATE TABLE `lupo_synonyms` (
  `term` varchar(120) NOT NULL,
  `synonym` varchar(120) NOT NULL,
  `language_code` varchar(8) NOT NULL DEFAULT 'en',
  `strength` decimal(3,2) NOT NULL DEFAULT '1.00'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Words that mean the same';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_tags`
--

CREATE TABLE `lupo_tags` (
  `tag_id` bigint NOT NULL,
  `slug` varchar(100) COLLATE utf8mb4_unicode_ci NOT NULL,
  `title` varchar(120) COLLATE utf8mb4_unicode_ci NOT NULL,
  `parent_tag_id` bigint DEFAULT NULL,
  `color_rgb` char(6) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `use_count` int unsigned NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Tags';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_ticket_messages`
--

CREATE TABLE `lupo_ticket_messages` (
  `ticket_message_id` bigint NOT NULL,
  `ticket_id` bigint NOT NULL,
  `actor_id` bigint DEFAULT NULL,
  `body` mediumtext NOT NULL,
  `is_internal` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Messages of a case';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_tickets`
--

CREATE TABLE `lupo_tickets` (
  `ticket_id` bigint NOT NULL,
  `ticket_number` varchar(20) NOT NULL,
  `department_id` bigint NOT NULL,
  `requester_actor_id` bigint DEFAULT NULL,
  `assignee_actor_id` bigint DEFAULT NULL,
  `subject` varchar(255) NOT NULL,
  `priority` enum('low','normal','high','urgent') NOT NULL DEFAULT 'normal',
  `status` enum('new','open','waiting','solved','closed') NOT NULL DEFAULT 'new',
  `first_reply_ymdhis` bigint DEFAULT NULL,
  `solved_ymdhis` bigint DEFAULT NULL,
  `satisfaction` tinyint unsigned DEFAULT NULL COMMENT '1 to 5 stars',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Support cases';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_translations`
--

CREATE TABLE `lupo_translations` (
  `translation_id` bigint NOT NULL,
  `object_type` varchar(64) NOT NULL,
  `object_id` bigint NOT NULL,
  `field_name` varchar(64) NOT NULL,
  `language_code` varchar(8) NOT NULL,
  `translated_text` mediumtext NOT NULL,
  `is_machine` tinyint(1) NOT NULL DEFAULT '1' COMMENT 'Machine text, not yet "seen" by a person',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Texts in other languages';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_urls`
--

CREATE TABLE `lupo_urls` (
  `url_id` bigint NOT NULL,
  `url_path` varchar(700) COLLATE utf8mb4_unicode_ci NOT NULL,
  `content_id` bigint DEFAULT NULL,
  `canonical_url_id` bigint DEFAULT NULL,
  `change_frequency` enum('always','hourly','daily','weekly','monthly','yearly','never') COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'weekly',
  `sitemap_priority` decimal(2,1) NOT NULL DEFAULT '0.5',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Every address of the site';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_user_preferences`
--

CREATE TABLE `lupo_user_preferences` (
  `auth_user_id` bigint NOT NULL,
  `preference_key` varchar(80) NOT NULL,
  `preference_value` varchar(1000) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Settings of one account';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_wiki_pages`
--

CREATE TABLE `lupo_wiki_pages` (
  `wiki_page_id` bigint NOT NULL,
  `namespace` varchar(40) NOT NULL DEFAULT 'main',
  `page_name` varchar(190) NOT NULL,
  `content_id` bigint NOT NULL,
  `is_protected` tinyint(1) NOT NULL DEFAULT '0',
  `redirect_to` varchar(190) DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Pages of the wiki';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_workflow_states`
--

CREATE TABLE `lupo_workflow_states` (
  `workflow_state_id` bigint NOT NULL,
  `workflow_id` bigint NOT NULL,
  `object_type` varchar(64) COLLATE utf8mb4_unicode_ci NOT NULL,
  `object_id` bigint NOT NULL,
  `state_key` varchar(60) COLLATE utf8mb4_unicode_ci NOT NULL,
  `entered_ymdhis` bigint NOT NULL,
  `due_ymdhis` bigint DEFAULT NULL,
  `created_ymdhis` bigint NOT NULL,
  `updated_ymdhis` bigint DEFAULT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Where a thing stands';

-- --------------------------------------------------------

--
-- Table structure for table `lupo_workflows`
--

CREATE TABLE `lupo_workflows` (
  `workflow_id` bigint NOT NULL,
  `workflow_key` varchar(80) NOT NULL,
  `title` varchar(150) NOT NULL,
  `definition` json NOT NULL,
  `version_number` int unsigned NOT NULL DEFAULT '1',
  `is_active` tinyint(1) NOT NULL DEFAULT '0',
  `created_ymdhis` bigint NOT NULL COMMENT 'UTC YYYYMMDDHHMMSS when the row was made',
  `updated_ymdhis` bigint DEFAULT NULL COMMENT 'UTC YYYYMMDDHHMMSS of the last change',
  `is_deleted` tinyint(1) NOT NULL DEFAULT '0' COMMENT '1 deleted, 0 not',
  `deleted_ymdhis` bigint DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Steps a thing goes through';

--
-- Indexes for dumped tables
--

--
-- Indexes for table `lupo_actor_aliases`
--
ALTER TABLE `lupo_actor_aliases`
  ADD PRIMARY KEY (`actor_alias_id`),
  ADD UNIQUE KEY `uniq_actor_id_alias` (`actor_id`,`alias`),
  ADD KEY `idx_alias` (`alias`);

--
-- Indexes for table `lupo_actor_departments`
--
ALTER TABLE `lupo_actor_departments`
  ADD PRIMARY KEY (`actor_id`,`department_id`),
  ADD KEY `idx_department_id` (`department_id`),
  ADD KEY `idx_role_code` (`role_code`);

--
-- Indexes for table `lupo_actor_follows`
--
ALTER TABLE `lupo_actor_follows`
  ADD PRIMARY KEY (`follower_actor_id`,`followed_actor_id`),
  ADD KEY `idx_followed_actor_id` (`followed_actor_id`);

--
-- Indexes for table `lupo_actor_handshakes`
--
ALTER TABLE `lupo_actor_handshakes`
  ADD PRIMARY KEY (`actor_handshake_id`),
  ADD KEY `idx_from_actor_id_to_actor_id` (`from_actor_id`,`to_actor_id`),
  ADD KEY `idx_status` (`status`);

--
-- Indexes for table `lupo_actor_moods`
--
ALTER TABLE `lupo_actor_moods`
  ADD PRIMARY KEY (`actor_mood_id`),
  ADD KEY `idx_actor_id_created` (`actor_id`,`created_ymdhis`);

--
-- Indexes for table `lupo_actor_properties`
--
ALTER TABLE `lupo_actor_properties`
  ADD PRIMARY KEY (`actor_property_id`),
  ADD UNIQUE KEY `uniq_actor_id_property_key` (`actor_id`,`property_key`);

--
-- Indexes for table `lupo_actor_roles`
--
ALTER TABLE `lupo_actor_roles`
  ADD PRIMARY KEY (`actor_role_id`),
  ADD UNIQUE KEY `uniq_actor_id_role_id_scope_type_scope_id` (`actor_id`,`role_id`,`scope_type`,`scope_id`),
  ADD KEY `idx_role_id` (`role_id`);

--
-- Indexes for table `lupo_actors`
--
ALTER TABLE `lupo_actors`
  ADD PRIMARY KEY (`actor_id`),
  ADD UNIQUE KEY `uniq_slug` (`slug`),
  ADD UNIQUE KEY `uniq_email` (`email`),
  ADD KEY `idx_actor_type_is_active` (`actor_type`,`is_active`),
  ADD KEY `idx_parent_actor_id` (`parent_actor_id`);

--
-- Indexes for table `lupo_agent_capabilities`
--
ALTER TABLE `lupo_agent_capabilities`
  ADD PRIMARY KEY (`agent_capability_id`),
  ADD UNIQUE KEY `uniq_agent_id_capability` (`agent_id`,`capability`),
  ADD KEY `idx_capability` (`capability`);

--
-- Indexes for table `lupo_agent_dependencies`
--
ALTER TABLE `lupo_agent_dependencies`
  ADD PRIMARY KEY (`agent_id`,`depends_on_agent_id`),
  ADD KEY `idx_depends_on_agent_id` (`depends_on_agent_id`);

--
-- Indexes for table `lupo_agent_heartbeats`
--
ALTER TABLE `lupo_agent_heartbeats`
  ADD PRIMARY KEY (`agent_heartbeat_id`),
  ADD KEY `idx_agent_id_beat_at` (`agent_id`,`beat_at`),
  ADD KEY `idx_host_name` (`host_name`);

--
-- Indexes for table `lupo_agent_memory`
--
ALTER TABLE `lupo_agent_memory`
  ADD PRIMARY KEY (`agent_memory_id`),
  ADD UNIQUE KEY `uniq_agent_id_memory_key` (`agent_id`,`memory_key`),
  ADD KEY `idx_importance` (`importance`);
ALTER TABLE `lupo_agent_memory` ADD FULLTEXT KEY `ft_memory_value` (`memory_value`);

--
-- Indexes for table `lupo_agent_runs`
--
ALTER TABLE `lupo_agent_runs`
  ADD PRIMARY KEY (`agent_run_id`),
  ADD KEY `idx_agent_id_started` (`agent_id`,`started_ymdhis`),
  ADD KEY `idx_outcome` (`outcome`);

--
-- Indexes for table `lupo_agent_tool_calls`
--
ALTER TABLE `lupo_agent_tool_calls`
  ADD PRIMARY KEY (`agent_tool_call_id`),
  ADD KEY `idx_agent_run_id` (`agent_run_id`),
  ADD KEY `idx_agent_tool_id_created` (`agent_tool_id`,`created_ymdhis`);

--
-- Indexes for table `lupo_agent_tools`
--
ALTER TABLE `lupo_agent_tools`
  ADD PRIMARY KEY (`agent_tool_id`),
  ADD UNIQUE KEY `uniq_tool_code` (`tool_code`);

--
-- Indexes for table `lupo_agent_versions`
--
ALTER TABLE `lupo_agent_versions`
  ADD PRIMARY KEY (`agent_version_id`),
  ADD UNIQUE KEY `uniq_agent_id_version_label` (`agent_id`,`version_label`);

--
-- Indexes for table `lupo_agents`
--
ALTER TABLE `lupo_agents`
  ADD PRIMARY KEY (`agent_id`),
  ADD UNIQUE KEY `uniq_code` (`code`),
  ADD KEY `idx_actor_id` (`actor_id`),
  ADD KEY `idx_status` (`status`);

--
-- Indexes for table `lupo_analytics_campaigns`
--
ALTER TABLE `lupo_analytics_campaigns`
  ADD PRIMARY KEY (`analytics_campaign_id`),
  ADD UNIQUE KEY `uniq_campaign_code` (`campaign_code`),
  ADD KEY `idx_channel` (`channel`);

--
-- Indexes for table `lupo_analytics_events`
--
ALTER TABLE `lupo_analytics_events`
  ADD PRIMARY KEY (`analytics_event_id`),
  ADD KEY `idx_visit_id` (`visit_id`),
  ADD KEY `idx_event_name_occurred` (`event_name`,`occurred_ymdhis`);

--
-- Indexes for table `lupo_analytics_keywords_daily`
--
ALTER TABLE `lupo_analytics_keywords_daily`
  ADD PRIMARY KEY (`day`,`keyword`),
  ADD KEY `idx_keyword` (`keyword`);

--
-- Indexes for table `lupo_analytics_referrers`
--
ALTER TABLE `lupo_analytics_referrers`
  ADD PRIMARY KEY (`analytics_referrer_id`),
  ADD UNIQUE KEY `uniq_host_name` (`host_name`),
  ADD KEY `idx_hits` (`hits`);

--
-- Indexes for table `lupo_analytics_visits`
--
ALTER TABLE `lupo_analytics_visits`
  ADD PRIMARY KEY (`visit_id`),
  ADD KEY `idx_session_key` (`session_key`),
  ADD KEY `idx_actor_id` (`actor_id`),
  ADD KEY `idx_started` (`started_ymdhis`),
  ADD KEY `idx_country_code_device` (`country_code`,`device`);

--
-- Indexes for table `lupo_analytics_visits_monthly`
--
ALTER TABLE `lupo_analytics_visits_monthly`
  ADD PRIMARY KEY (`month_ym`,`device`);

--
-- Indexes for table `lupo_api_clients`
--
ALTER TABLE `lupo_api_clients`
  ADD PRIMARY KEY (`api_client_id`),
  ADD UNIQUE KEY `uniq_client_key` (`client_key`),
  ADD KEY `idx_owner_actor_id` (`owner_actor_id`);

--
-- Indexes for table `lupo_api_rate_limits`
--
ALTER TABLE `lupo_api_rate_limits`
  ADD PRIMARY KEY (`api_rate_limit_id`),
  ADD UNIQUE KEY `uniq_api_client_id_window_seconds` (`api_client_id`,`window_seconds`);

--
-- Indexes for table `lupo_api_tokens`
--
ALTER TABLE `lupo_api_tokens`
  ADD PRIMARY KEY (`api_token_id`),
  ADD UNIQUE KEY `uniq_token_hash` (`token_hash`),
  ADD KEY `idx_api_client_id` (`api_client_id`),
  ADD KEY `idx_expires` (`expires_ymdhis`);

--
-- Indexes for table `lupo_api_webhooks`
--
ALTER TABLE `lupo_api_webhooks`
  ADD PRIMARY KEY (`api_webhook_id`),
  ADD KEY `idx_api_client_id` (`api_client_id`),
  ADD KEY `idx_target_url` (`target_url`(191));

--
-- Indexes for table `lupo_artifacts`
--
ALTER TABLE `lupo_artifacts`
  ADD PRIMARY KEY (`artifact_id`),
  ADD KEY `idx_content_id` (`content_id`),
  ADD KEY `idx_agent_run_id` (`agent_run_id`),
  ADD KEY `idx_sha256` (`sha256`);

--
-- Indexes for table `lupo_atoms`
--
ALTER TABLE `lupo_atoms`
  ADD PRIMARY KEY (`atom_id`),
  ADD UNIQUE KEY `uniq_atom_key_language_code` (`atom_key`,`language_code`),
  ADD KEY `idx_is_global` (`is_global`);

--
-- Indexes for table `lupo_audit_log`
--
ALTER TABLE `lupo_audit_log`
  ADD PRIMARY KEY (`audit_log_id`),
  ADD KEY `idx_actor_id_created` (`actor_id`,`created_ymdhis`),
  ADD KEY `idx_object_type_object_id` (`object_type`,`object_id`),
  ADD KEY `idx_action` (`action`),
  ADD KEY `idx_ip_address` (`ip_address`);

--
-- Indexes for table `lupo_auth_providers`
--
ALTER TABLE `lupo_auth_providers`
  ADD PRIMARY KEY (`auth_provider_id`),
  ADD UNIQUE KEY `uniq_provider_code` (`provider_code`);

--
-- Indexes for table `lupo_auth_users`
--
ALTER TABLE `lupo_auth_users`
  ADD PRIMARY KEY (`auth_user_id`),
  ADD UNIQUE KEY `uniq_username` (`username`),
  ADD UNIQUE KEY `uniq_email` (`email`),
  ADD KEY `idx_actor_id` (`actor_id`);

--
-- Indexes for table `lupo_bookmarks`
--
ALTER TABLE `lupo_bookmarks`
  ADD PRIMARY KEY (`bookmark_id`),
  ADD UNIQUE KEY `uniq_actor_id_content_id` (`actor_id`,`content_id`),
  ADD KEY `idx_folder` (`folder`);

--
-- Indexes for table `lupo_calendar_entries`
--
ALTER TABLE `lupo_calendar_entries`
  ADD PRIMARY KEY (`calendar_entry_id`),
  ADD KEY `idx_starts_at` (`starts_at`),
  ADD KEY `idx_channel_id` (`channel_id`),
  ADD KEY `idx_department_id` (`department_id`);

--
-- Indexes for table `lupo_channel_files`
--
ALTER TABLE `lupo_channel_files`
  ADD PRIMARY KEY (`channel_file_id`),
  ADD KEY `idx_channel_id` (`channel_id`),
  ADD KEY `idx_artifact_id` (`artifact_id`);

--
-- Indexes for table `lupo_channel_invites`
--
ALTER TABLE `lupo_channel_invites`
  ADD PRIMARY KEY (`channel_invite_id`),
  ADD UNIQUE KEY `uniq_invite_code` (`invite_code`),
  ADD KEY `idx_channel_id` (`channel_id`);

--
-- Indexes for table `lupo_channel_members`
--
ALTER TABLE `lupo_channel_members`
  ADD PRIMARY KEY (`channel_id`,`actor_id`),
  ADD KEY `idx_actor_id` (`actor_id`),
  ADD KEY `idx_member_role` (`member_role`);

--
-- Indexes for table `lupo_channels`
--
ALTER TABLE `lupo_channels`
  ADD PRIMARY KEY (`channel_id`),
  ADD UNIQUE KEY `uniq_channel_key` (`channel_key`),
  ADD KEY `idx_department_id` (`department_id`),
  ADD KEY `idx_channel_kind_is_public` (`channel_kind`,`is_public`);

--
-- Indexes for table `lupo_collection_items`
--
ALTER TABLE `lupo_collection_items`
  ADD PRIMARY KEY (`collection_id`,`content_id`),
  ADD KEY `idx_content_id` (`content_id`),
  ADD KEY `idx_collection_id_position` (`collection_id`,`position`);

--
-- Indexes for table `lupo_collection_tabs`
--
ALTER TABLE `lupo_collection_tabs`
  ADD PRIMARY KEY (`collection_tab_id`),
  ADD UNIQUE KEY `uniq_collection_id_tab_slug` (`collection_id`,`tab_slug`),
  ADD KEY `idx_parent_tab_id` (`parent_tab_id`);

--
-- Indexes for table `lupo_collections`
--
ALTER TABLE `lupo_collections`
  ADD PRIMARY KEY (`collection_id`),
  ADD UNIQUE KEY `uniq_slug` (`slug`),
  ADD KEY `idx_owner_actor_id` (`owner_actor_id`),
  ADD KEY `idx_visibility` (`visibility`);

--
-- Indexes for table `lupo_comments`
--
ALTER TABLE `lupo_comments`
  ADD PRIMARY KEY (`comment_id`),
  ADD KEY `idx_content_id_created` (`content_id`,`created_ymdhis`),
  ADD KEY `idx_parent_comment_id` (`parent_comment_id`),
  ADD KEY `idx_actor_id` (`actor_id`),
  ADD KEY `idx_status` (`status`);

--
-- Indexes for table `lupo_content_categories`
--
ALTER TABLE `lupo_content_categories`
  ADD PRIMARY KEY (`content_category_id`),
  ADD UNIQUE KEY `uniq_slug` (`slug`),
  ADD KEY `idx_parent_category_id` (`parent_category_id`),
  ADD KEY `idx_path` (`path`(120));

--
-- Indexes for table `lupo_content_category_map`
--
ALTER TABLE `lupo_content_category_map`
  ADD PRIMARY KEY (`content_id`,`content_category_id`),
  ADD KEY `idx_content_category_id` (`content_category_id`);

--
-- Indexes for table `lupo_content_drafts`
--
ALTER TABLE `lupo_content_drafts`
  ADD PRIMARY KEY (`content_draft_id`),
  ADD KEY `idx_content_id` (`content_id`),
  ADD KEY `idx_actor_id` (`actor_id`);

--
-- Indexes for table `lupo_content_embeddings`
--
ALTER TABLE `lupo_content_embeddings`
  ADD PRIMARY KEY (`content_embedding_id`),
  ADD UNIQUE KEY `uniq_content_id_chunk_number_model_code` (`content_id`,`chunk_number`,`model_code`);

--
-- Indexes for table `lupo_content_likes`
--
ALTER TABLE `lupo_content_likes`
  ADD PRIMARY KEY (`content_id`,`actor_id`),
  ADD KEY `idx_actor_id` (`actor_id`);

--
-- Indexes for table `lupo_content_links`
--
ALTER TABLE `lupo_content_links`
  ADD PRIMARY KEY (`content_link_id`),
  ADD KEY `idx_from_content_id` (`from_content_id`),
  ADD KEY `idx_to_content_id` (`to_content_id`),
  ADD KEY `idx_is_broken` (`is_broken`);

--
-- Indexes for table `lupo_content_media`
--
ALTER TABLE `lupo_content_media`
  ADD PRIMARY KEY (`content_media_id`),
  ADD KEY `idx_content_id` (`content_id`),
  ADD KEY `idx_artifact_id` (`artifact_id`);

--
-- Indexes for table `lupo_content_revisions`
--
ALTER TABLE `lupo_content_revisions`
  ADD PRIMARY KEY (`content_revision_id`),
  ADD UNIQUE KEY `uniq_content_id_revision_number` (`content_id`,`revision_number`),
  ADD KEY `idx_editor_actor_id` (`editor_actor_id`);

--
-- Indexes for table `lupo_content_tags`
--
ALTER TABLE `lupo_content_tags`
  ADD PRIMARY KEY (`content_id`,`tag_id`),
  ADD KEY `idx_tag_id_weight` (`tag_id`,`weight`);

--
-- Indexes for table `lupo_content_views_daily`
--
ALTER TABLE `lupo_content_views_daily`
  ADD PRIMARY KEY (`content_id`,`day`),
  ADD KEY `idx_day` (`day`);

--
-- Indexes for table `lupo_contents`
--
ALTER TABLE `lupo_contents`
  ADD PRIMARY KEY (`content_id`),
  ADD UNIQUE KEY `uniq_slug` (`slug`),
  ADD KEY `idx_author_actor_id` (`author_actor_id`),
  ADD KEY `idx_status_published` (`status`,`published_ymdhis`),
  ADD KEY `idx_parent_content_id` (`parent_content_id`);
ALTER TABLE `lupo_contents` ADD FULLTEXT KEY `ft_title_body` (`title`,`body`);

--
-- Indexes for table `lupo_crm_accounts`
--
ALTER TABLE `lupo_crm_accounts`
  ADD PRIMARY KEY (`crm_account_id`),
  ADD KEY `idx_account_name` (`account_name`),
  ADD KEY `idx_domain` (`domain`),
  ADD KEY `idx_owner_actor_id` (`owner_actor_id`);

--
-- Indexes for table `lupo_crm_activities`
--
ALTER TABLE `lupo_crm_activities`
  ADD PRIMARY KEY (`crm_activity_id`),
  ADD KEY `idx_crm_account_id` (`crm_account_id`),
  ADD KEY `idx_crm_lead_id` (`crm_lead_id`),
  ADD KEY `idx_due` (`due_ymdhis`);

--
-- Indexes for table `lupo_crm_deals`
--
ALTER TABLE `lupo_crm_deals`
  ADD PRIMARY KEY (`crm_deal_id`),
  ADD KEY `idx_crm_account_id` (`crm_account_id`),
  ADD KEY `idx_stage_expected_on` (`stage`,`expected_on`);

--
-- Indexes for table `lupo_crm_lead_messages`
--
ALTER TABLE `lupo_crm_lead_messages`
  ADD PRIMARY KEY (`crm_lead_message_id`),
  ADD KEY `idx_crm_lead_id_created` (`crm_lead_id`,`created_ymdhis`);

--
-- Indexes for table `lupo_crm_leads`
--
ALTER TABLE `lupo_crm_leads`
  ADD PRIMARY KEY (`crm_lead_id`),
  ADD KEY `idx_status_score` (`status`,`score`),
  ADD KEY `idx_department_id` (`department_id`),
  ADD KEY `idx_assigned_actor_id` (`assigned_actor_id`);

--
-- Indexes for table `lupo_departments`
--
ALTER TABLE `lupo_departments`
  ADD PRIMARY KEY (`department_id`),
  ADD UNIQUE KEY `uniq_department_code` (`department_code`),
  ADD KEY `idx_parent_department_id` (`parent_department_id`);

--
-- Indexes for table `lupo_dialog_bodies`
--
ALTER TABLE `lupo_dialog_bodies`
  ADD PRIMARY KEY (`dialog_message_id`);

--
-- Indexes for table `lupo_dialog_channels`
--
ALTER TABLE `lupo_dialog_channels`
  ADD PRIMARY KEY (`dialog_channel_id`),
  ADD KEY `idx_channel_id` (`channel_id`),
  ADD KEY `idx_file_path` (`file_path`(191));

--
-- Indexes for table `lupo_dialog_messages`
--
ALTER TABLE `lupo_dialog_messages`
  ADD PRIMARY KEY (`dialog_message_id`),
  ADD KEY `idx_dialog_thread_id` (`dialog_thread_id`),
  ADD KEY `idx_channel_id_created` (`channel_id`,`created_ymdhis`),
  ADD KEY `idx_from_actor_id` (`from_actor_id`),
  ADD KEY `idx_system_version` (`system_version`);
ALTER TABLE `lupo_dialog_messages` ADD FULLTEXT KEY `ft_message_text` (`message_text`);

--
-- Indexes for table `lupo_dialog_reactions`
--
ALTER TABLE `lupo_dialog_reactions`
  ADD PRIMARY KEY (`dialog_reaction_id`),
  ADD UNIQUE KEY `uniq_dialog_message_id_actor_id_emoji` (`dialog_message_id`,`actor_id`,`emoji`);

--
-- Indexes for table `lupo_dialog_threads`
--
ALTER TABLE `lupo_dialog_threads`
  ADD PRIMARY KEY (`dialog_thread_id`),
  ADD KEY `idx_channel_id_status` (`channel_id`,`status`),
  ADD KEY `idx_last_message` (`last_message_ymdhis`);

--
-- Indexes for table `lupo_document_chunks`
--
ALTER TABLE `lupo_document_chunks`
  ADD PRIMARY KEY (`document_chunk_id`),
  ADD UNIQUE KEY `uniq_document_id_chunk_number` (`document_id`,`chunk_number`);
ALTER TABLE `lupo_document_chunks` ADD FULLTEXT KEY `ft_chunk_text` (`chunk_text`);

--
-- Indexes for table `lupo_documents`
--
ALTER TABLE `lupo_documents`
  ADD PRIMARY KEY (`document_id`),
  ADD KEY `idx_collection_id` (`collection_id`),
  ADD KEY `uniq_sha256` (`sha256`),
  ADD KEY `idx_ingest_status` (`ingest_status`);

--
-- Indexes for table `lupo_edge_types`
--
ALTER TABLE `lupo_edge_types`
  ADD PRIMARY KEY (`edge_type_id`),
  ADD UNIQUE KEY `uniq_type_code` (`type_code`);

--
-- Indexes for table `lupo_email_queue`
--
ALTER TABLE `lupo_email_queue`
  ADD PRIMARY KEY (`email_queue_id`),
  ADD KEY `idx_send_after_priority` (`send_after_ymdhis`,`priority`),
  ADD KEY `idx_sent` (`sent_ymdhis`);

--
-- Indexes for table `lupo_email_templates`
--
ALTER TABLE `lupo_email_templates`
  ADD PRIMARY KEY (`email_template_id`),
  ADD UNIQUE KEY `uniq_template_code_language_code` (`template_code`,`language_code`);

--
-- Indexes for table `lupo_faq_entries`
--
ALTER TABLE `lupo_faq_entries`
  ADD PRIMARY KEY (`faq_entry_id`),
  ADD KEY `idx_department_id_sort_order` (`department_id`,`sort_order`),
  ADD KEY `idx_is_published` (`is_published`);
ALTER TABLE `lupo_faq_entries` ADD FULLTEXT KEY `ft_question_answer` (`question`,`answer`);

--
-- Indexes for table `lupo_feature_flags`
--
ALTER TABLE `lupo_feature_flags`
  ADD PRIMARY KEY (`feature_flag_id`),
  ADD UNIQUE KEY `uniq_flag_key` (`flag_key`);

--
-- Indexes for table `lupo_group_members`
--
ALTER TABLE `lupo_group_members`
  ADD PRIMARY KEY (`group_id`,`actor_id`),
  ADD KEY `idx_actor_id` (`actor_id`);

--
-- Indexes for table `lupo_groups`
--
ALTER TABLE `lupo_groups`
  ADD PRIMARY KEY (`group_id`),
  ADD UNIQUE KEY `uniq_group_key` (`group_key`);

--
-- Indexes for table `lupo_hashtags`
--
ALTER TABLE `lupo_hashtags`
  ADD PRIMARY KEY (`hashtag_id`),
  ADD UNIQUE KEY `uniq_tag_text` (`tag_text`),
  ADD KEY `idx_use_count` (`use_count`);

--
-- Indexes for table `lupo_help_topics`
--
ALTER TABLE `lupo_help_topics`
  ADD PRIMARY KEY (`help_topic_id`),
  ADD UNIQUE KEY `uniq_screen_key_language_code` (`screen_key`,`language_code`);
ALTER TABLE `lupo_help_topics` ADD FULLTEXT KEY `ft_title_body` (`title`,`body`);

--
-- Indexes for table `lupo_help_topics_old`
--
ALTER TABLE `lupo_help_topics_old`
  ADD PRIMARY KEY (`topic_id`),
  ADD KEY `idx_topic` (`topic`);

--
-- Indexes for table `lupo_import_batches`
--
ALTER TABLE `lupo_import_batches`
  ADD PRIMARY KEY (`import_batch_id`),
  ADD KEY `idx_source_system_status` (`source_system`,`status`);

--
-- Indexes for table `lupo_import_mappings`
--
ALTER TABLE `lupo_import_mappings`
  ADD PRIMARY KEY (`import_mapping_id`),
  ADD UNIQUE KEY `uniq_legacy_table_legacy_key` (`legacy_table`,`legacy_key`),
  ADD KEY `idx_new_table_new_id` (`new_table`,`new_id`),
  ADD KEY `idx_import_batch_id` (`import_batch_id`);

--
-- Indexes for table `lupo_invoice_items`
--
ALTER TABLE `lupo_invoice_items`
  ADD PRIMARY KEY (`invoice_id`,`line_number`);

--
-- Indexes for table `lupo_invoices`
--
ALTER TABLE `lupo_invoices`
  ADD PRIMARY KEY (`invoice_id`),
  ADD UNIQUE KEY `uniq_invoice_number` (`invoice_number`),
  ADD KEY `idx_crm_account_id` (`crm_account_id`),
  ADD KEY `idx_status_due_on` (`status`,`due_on`);

--
-- Indexes for table `lupo_kb_articles`
--
ALTER TABLE `lupo_kb_articles`
  ADD PRIMARY KEY (`kb_article_id`),
  ADD UNIQUE KEY `uniq_content_id` (`content_id`),
  ADD KEY `idx_product_code` (`product_code`),
  ADD KEY `idx_verified` (`verified_ymdhis`);

--
-- Indexes for table `lupo_languages`
--
ALTER TABLE `lupo_languages`
  ADD PRIMARY KEY (`language_code`);

--
-- Indexes for table `lupo_legacy_urls`
--
ALTER TABLE `lupo_legacy_urls`
  ADD PRIMARY KEY (`legacy_url_id`),
  ADD KEY `idx_old_path` (`old_path`(191)),
  ADD KEY `idx_last_hit` (`last_hit_ymdhis`);

--
-- Indexes for table `lupo_locations`
--
ALTER TABLE `lupo_locations`
  ADD PRIMARY KEY (`location_id`),
  ADD KEY `idx_country_code_city` (`country_code`,`city`),
  ADD KEY `idx_latitude_longitude` (`latitude`,`longitude`);

--
-- Indexes for table `lupo_menus`
--
ALTER TABLE `lupo_menus`
  ADD PRIMARY KEY (`menu_id`),
  ADD UNIQUE KEY `uniq_menu_key` (`menu_key`);

--
-- Indexes for table `lupo_module_settings`
--
ALTER TABLE `lupo_module_settings`
  ADD PRIMARY KEY (`module_id`,`setting_key`);

--
-- Indexes for table `lupo_modules`
--
ALTER TABLE `lupo_modules`
  ADD PRIMARY KEY (`module_id`),
  ADD UNIQUE KEY `uniq_module_key` (`module_key`),
  ADD KEY `idx_is_enabled` (`is_enabled`);

--
-- Indexes for table `lupo_newsletter_subscribers`
--
ALTER TABLE `lupo_newsletter_subscribers`
  ADD PRIMARY KEY (`newsletter_subscriber_id`),
  ADD UNIQUE KEY `uniq_email` (`email`),
  ADD KEY `idx_confirm_token` (`confirm_token`);

--
-- Indexes for table `lupo_newsletters`
--
ALTER TABLE `lupo_newsletters`
  ADD PRIMARY KEY (`newsletter_id`),
  ADD KEY `idx_status_scheduled` (`status`,`scheduled_ymdhis`);

--
-- Indexes for table `lupo_notification_preferences`
--
ALTER TABLE `lupo_notification_preferences`
  ADD PRIMARY KEY (`actor_id`,`kind`);

--
-- Indexes for table `lupo_notifications`
--
ALTER TABLE `lupo_notifications`
  ADD PRIMARY KEY (`notification_id`),
  ADD KEY `idx_actor_id_is_read_created` (`actor_id`,`created_ymdhis`,`is_read`);

--
-- Indexes for table `lupo_operator_shifts`
--
ALTER TABLE `lupo_operator_shifts`
  ADD PRIMARY KEY (`operator_shift_id`),
  ADD KEY `idx_department_id_weekday` (`department_id`,`weekday`),
  ADD KEY `idx_actor_id` (`actor_id`);

--
-- Indexes for table `lupo_questions`
--
ALTER TABLE `lupo_questions`
  ADD PRIMARY KEY (`question_id`),
  ADD KEY `idx_status_vote_count` (`status`,`vote_count`),
  ADD KEY `idx_answer_content_id` (`answer_content_id`);

--
-- Indexes for table `lupo_ratings`
--
ALTER TABLE `lupo_ratings`
  ADD PRIMARY KEY (`content_id`,`actor_id`),
  ADD KEY `idx_stars` (`stars`);

--
-- Indexes for table `lupo_relations`
--
ALTER TABLE `lupo_relations`
  ADD PRIMARY KEY (`relation_id`),
  ADD KEY `idx_from_type_from_id` (`from_type`,`from_id`),
  ADD KEY `idx_to_type_to_id` (`to_type`,`to_id`),
  ADD KEY `idx_edge_type_id` (`edge_type_id`);

--
-- Indexes for table `lupo_roles`
--
ALTER TABLE `lupo_roles`
  ADD PRIMARY KEY (`role_id`),
  ADD UNIQUE KEY `uniq_role_code` (`role_code`);

--
-- Indexes for table `lupo_saved_searches`
--
ALTER TABLE `lupo_saved_searches`
  ADD PRIMARY KEY (`saved_search_id`),
  ADD KEY `idx_actor_id` (`actor_id`);

--
-- Indexes for table `lupo_scheduled_tasks`
--
ALTER TABLE `lupo_scheduled_tasks`
  ADD PRIMARY KEY (`scheduled_task_id`),
  ADD UNIQUE KEY `uniq_task_key` (`task_key`),
  ADD KEY `idx_is_enabled_next_run` (`is_enabled`,`next_run_ymdhis`);

--
-- Indexes for table `lupo_search_index`
--
ALTER TABLE `lupo_search_index`
  ADD PRIMARY KEY (`search_index_id`),
  ADD UNIQUE KEY `uniq_term_object_type_object_id_field_name` (`term`,`object_type`,`object_id`,`field_name`),
  ADD KEY `idx_object_type_object_id` (`object_type`,`object_id`);

--
-- Indexes for table `lupo_search_queries`
--
ALTER TABLE `lupo_search_queries`
  ADD PRIMARY KEY (`search_query_id`),
  ADD KEY `idx_query_text` (`query_text`),
  ADD KEY `idx_created` (`created_ymdhis`);

--
-- Indexes for table `lupo_site_settings`
--
ALTER TABLE `lupo_site_settings`
  ADD PRIMARY KEY (`site_setting_id`),
  ADD UNIQUE KEY `uniq_setting_key` (`setting_key`),
  ADD KEY `idx_setting_group` (`setting_group`);

--
-- Indexes for table `lupo_synonyms`
--
ALTER TABLE `lupo_synonyms`
  ADD PRIMARY KEY (`term`,`synonym`,`language_code`);

--
-- Indexes for table `lupo_tags`
--
ALTER TABLE `lupo_tags`
  ADD PRIMARY KEY (`tag_id`),
  ADD UNIQUE KEY `uniq_slug` (`slug`),
  ADD KEY `idx_parent_tag_id` (`parent_tag_id`);

--
-- Indexes for table `lupo_ticket_messages`
--
ALTER TABLE `lupo_ticket_messages`
  ADD PRIMARY KEY (`ticket_message_id`),
  ADD KEY `idx_ticket_id_created` (`ticket_id`,`created_ymdhis`);

--
-- Indexes for table `lupo_tickets`
--
ALTER TABLE `lupo_tickets`
  ADD PRIMARY KEY (`ticket_id`),
  ADD UNIQUE KEY `uniq_ticket_number` (`ticket_number`),
  ADD KEY `idx_department_id_status` (`department_id`,`status`),
  ADD KEY `idx_assignee_actor_id` (`assignee_actor_id`),
  ADD KEY `idx_requester_actor_id` (`requester_actor_id`);

--
-- Indexes for table `lupo_translations`
--
ALTER TABLE `lupo_translations`
  ADD PRIMARY KEY (`translation_id`),
  ADD UNIQUE KEY `uniq_object_type_object_id_field_name_language_code` (`object_type`,`object_id`,`field_name`,`language_code`);

--
-- Indexes for table `lupo_urls`
--
ALTER TABLE `lupo_urls`
  ADD PRIMARY KEY (`url_id`),
  ADD KEY `idx_url_path` (`url_path`(191)),
  ADD KEY `idx_content_id` (`content_id`);

--
-- Indexes for table `lupo_user_preferences`
--
ALTER TABLE `lupo_user_preferences`
  ADD PRIMARY KEY (`auth_user_id`,`preference_key`);

--
-- Indexes for table `lupo_wiki_pages`
--
ALTER TABLE `lupo_wiki_pages`
  ADD PRIMARY KEY (`wiki_page_id`),
  ADD UNIQUE KEY `uniq_namespace_page_name` (`namespace`,`page_name`),
  ADD KEY `idx_content_id` (`content_id`);

--
-- Indexes for table `lupo_workflow_states`
--
ALTER TABLE `lupo_workflow_states`
  ADD PRIMARY KEY (`workflow_state_id`),
  ADD KEY `idx_workflow_id_state_key` (`workflow_id`,`state_key`),
  ADD UNIQUE KEY `uniq_object_type_object_id_workflow_id` (`object_type`,`object_id`,`workflow_id`),
  ADD KEY `idx_due` (`due_ymdhis`);

--
-- Indexes for table `lupo_workflows`
--
ALTER TABLE `lupo_workflows`
  ADD PRIMARY KEY (`workflow_id`),
  ADD UNIQUE KEY `uniq_workflow_key_version_number` (`workflow_key`,`version_number`);

--
-- AUTO_INCREMENT for dumped tables
--

--
-- AUTO_INCREMENT for table `lupo_actor_aliases`
--
ALTER TABLE `lupo_actor_aliases`
  MODIFY `actor_alias_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_actor_handshakes`
--
ALTER TABLE `lupo_actor_handshakes`
  MODIFY `actor_handshake_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_actor_moods`
--
ALTER TABLE `lupo_actor_moods`
  MODIFY `actor_mood_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_actor_properties`
--
ALTER TABLE `lupo_actor_properties`
  MODIFY `actor_property_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_actor_roles`
--
ALTER TABLE `lupo_actor_roles`
  MODIFY `actor_role_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_actors`
--
ALTER TABLE `lupo_actors`
  MODIFY `actor_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_capabilities`
--
ALTER TABLE `lupo_agent_capabilities`
  MODIFY `agent_capability_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_heartbeats`
--
ALTER TABLE `lupo_agent_heartbeats`
  MODIFY `agent_heartbeat_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_memory`
--
ALTER TABLE `lupo_agent_memory`
  MODIFY `agent_memory_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_runs`
--
ALTER TABLE `lupo_agent_runs`
  MODIFY `agent_run_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_tool_calls`
--
ALTER TABLE `lupo_agent_tool_calls`
  MODIFY `agent_tool_call_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_tools`
--
ALTER TABLE `lupo_agent_tools`
  MODIFY `agent_tool_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agent_versions`
--
ALTER TABLE `lupo_agent_versions`
  MODIFY `agent_version_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_agents`
--
ALTER TABLE `lupo_agents`
  MODIFY `agent_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_analytics_campaigns`
--
ALTER TABLE `lupo_analytics_campaigns`
  MODIFY `analytics_campaign_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_analytics_events`
--
ALTER TABLE `lupo_analytics_events`
  MODIFY `analytics_event_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_analytics_referrers`
--
ALTER TABLE `lupo_analytics_referrers`
  MODIFY `analytics_referrer_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_analytics_visits`
--
ALTER TABLE `lupo_analytics_visits`
  MODIFY `visit_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_api_clients`
--
ALTER TABLE `lupo_api_clients`
  MODIFY `api_client_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_api_rate_limits`
--
ALTER TABLE `lupo_api_rate_limits`
  MODIFY `api_rate_limit_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_api_tokens`
--
ALTER TABLE `lupo_api_tokens`
  MODIFY `api_token_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_api_webhooks`
--
ALTER TABLE `lupo_api_webhooks`
  MODIFY `api_webhook_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_artifacts`
--
ALTER TABLE `lupo_artifacts`
  MODIFY `artifact_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_atoms`
--
ALTER TABLE `lupo_atoms`
  MODIFY `atom_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_audit_log`
--
ALTER TABLE `lupo_audit_log`
  MODIFY `audit_log_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_auth_providers`
--
ALTER TABLE `lupo_auth_providers`
  MODIFY `auth_provider_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=3;

--
-- AUTO_INCREMENT for table `lupo_auth_users`
--
ALTER TABLE `lupo_auth_users`
  MODIFY `auth_user_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_bookmarks`
--
ALTER TABLE `lupo_bookmarks`
  MODIFY `bookmark_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_calendar_entries`
--
ALTER TABLE `lupo_calendar_entries`
  MODIFY `calendar_entry_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_channel_files`
--
ALTER TABLE `lupo_channel_files`
  MODIFY `channel_file_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_channel_invites`
--
ALTER TABLE `lupo_channel_invites`
  MODIFY `channel_invite_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_channels`
--
ALTER TABLE `lupo_channels`
  MODIFY `channel_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=3;

--
-- AUTO_INCREMENT for table `lupo_collection_tabs`
--
ALTER TABLE `lupo_collection_tabs`
  MODIFY `collection_tab_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_collections`
--
ALTER TABLE `lupo_collections`
  MODIFY `collection_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_comments`
--
ALTER TABLE `lupo_comments`
  MODIFY `comment_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_content_categories`
--
ALTER TABLE `lupo_content_categories`
  MODIFY `content_category_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_content_drafts`
--
ALTER TABLE `lupo_content_drafts`
  MODIFY `content_draft_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_content_embeddings`
--
ALTER TABLE `lupo_content_embeddings`
  MODIFY `content_embedding_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_content_links`
--
ALTER TABLE `lupo_content_links`
  MODIFY `content_link_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_content_media`
--
ALTER TABLE `lupo_content_media`
  MODIFY `content_media_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_content_revisions`
--
ALTER TABLE `lupo_content_revisions`
  MODIFY `content_revision_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_contents`
--
ALTER TABLE `lupo_contents`
  MODIFY `content_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_crm_accounts`
--
ALTER TABLE `lupo_crm_accounts`
  MODIFY `crm_account_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_crm_activities`
--
ALTER TABLE `lupo_crm_activities`
  MODIFY `crm_activity_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_crm_deals`
--
ALTER TABLE `lupo_crm_deals`
  MODIFY `crm_deal_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_crm_lead_messages`
--
ALTER TABLE `lupo_crm_lead_messages`
  MODIFY `crm_lead_message_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_crm_leads`
--
ALTER TABLE `lupo_crm_leads`
  MODIFY `crm_lead_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_departments`
--
ALTER TABLE `lupo_departments`
  MODIFY `department_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=4;

--
-- AUTO_INCREMENT for table `lupo_dialog_channels`
--
ALTER TABLE `lupo_dialog_channels`
  MODIFY `dialog_channel_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_dialog_messages`
--
ALTER TABLE `lupo_dialog_messages`
  MODIFY `dialog_message_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_dialog_reactions`
--
ALTER TABLE `lupo_dialog_reactions`
  MODIFY `dialog_reaction_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_dialog_threads`
--
ALTER TABLE `lupo_dialog_threads`
  MODIFY `dialog_thread_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_document_chunks`
--
ALTER TABLE `lupo_document_chunks`
  MODIFY `document_chunk_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_documents`
--
ALTER TABLE `lupo_documents`
  MODIFY `document_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_edge_types`
--
ALTER TABLE `lupo_edge_types`
  MODIFY `edge_type_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=4;

--
-- AUTO_INCREMENT for table `lupo_email_queue`
--
ALTER TABLE `lupo_email_queue`
  MODIFY `email_queue_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_email_templates`
--
ALTER TABLE `lupo_email_templates`
  MODIFY `email_template_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_faq_entries`
--
ALTER TABLE `lupo_faq_entries`
  MODIFY `faq_entry_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_feature_flags`
--
ALTER TABLE `lupo_feature_flags`
  MODIFY `feature_flag_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=3;

--
-- AUTO_INCREMENT for table `lupo_groups`
--
ALTER TABLE `lupo_groups`
  MODIFY `group_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_hashtags`
--
ALTER TABLE `lupo_hashtags`
  MODIFY `hashtag_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=3;

--
-- AUTO_INCREMENT for table `lupo_help_topics`
--
ALTER TABLE `lupo_help_topics`
  MODIFY `help_topic_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_help_topics_old`
--
ALTER TABLE `lupo_help_topics_old`
  MODIFY `topic_id` int NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_import_batches`
--
ALTER TABLE `lupo_import_batches`
  MODIFY `import_batch_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_import_mappings`
--
ALTER TABLE `lupo_import_mappings`
  MODIFY `import_mapping_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_invoices`
--
ALTER TABLE `lupo_invoices`
  MODIFY `invoice_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_kb_articles`
--
ALTER TABLE `lupo_kb_articles`
  MODIFY `kb_article_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_legacy_urls`
--
ALTER TABLE `lupo_legacy_urls`
  MODIFY `legacy_url_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_locations`
--
ALTER TABLE `lupo_locations`
  MODIFY `location_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_menus`
--
ALTER TABLE `lupo_menus`
  MODIFY `menu_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_modules`
--
ALTER TABLE `lupo_modules`
  MODIFY `module_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_newsletter_subscribers`
--
ALTER TABLE `lupo_newsletter_subscribers`
  MODIFY `newsletter_subscriber_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_newsletters`
--
ALTER TABLE `lupo_newsletters`
  MODIFY `newsletter_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_notifications`
--
ALTER TABLE `lupo_notifications`
  MODIFY `notification_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_operator_shifts`
--
ALTER TABLE `lupo_operator_shifts`
  MODIFY `operator_shift_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_questions`
--
ALTER TABLE `lupo_questions`
  MODIFY `question_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_relations`
--
ALTER TABLE `lupo_relations`
  MODIFY `relation_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_roles`
--
ALTER TABLE `lupo_roles`
  MODIFY `role_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=4;

--
-- AUTO_INCREMENT for table `lupo_saved_searches`
--
ALTER TABLE `lupo_saved_searches`
  MODIFY `saved_search_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_scheduled_tasks`
--
ALTER TABLE `lupo_scheduled_tasks`
  MODIFY `scheduled_task_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_search_index`
--
ALTER TABLE `lupo_search_index`
  MODIFY `search_index_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_search_queries`
--
ALTER TABLE `lupo_search_queries`
  MODIFY `search_query_id` bigint unsigned NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_site_settings`
--
ALTER TABLE `lupo_site_settings`
  MODIFY `site_setting_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_tags`
--
ALTER TABLE `lupo_tags`
  MODIFY `tag_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_ticket_messages`
--
ALTER TABLE `lupo_ticket_messages`
  MODIFY `ticket_message_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_tickets`
--
ALTER TABLE `lupo_tickets`
  MODIFY `ticket_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_translations`
--
ALTER TABLE `lupo_translations`
  MODIFY `translation_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_urls`
--
ALTER TABLE `lupo_urls`
  MODIFY `url_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_wiki_pages`
--
ALTER TABLE `lupo_wiki_pages`
  MODIFY `wiki_page_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_workflow_states`
--
ALTER TABLE `lupo_workflow_states`
  MODIFY `workflow_state_id` bigint NOT NULL AUTO_INCREMENT;

--
-- AUTO_INCREMENT for table `lupo_workflows`
--
ALTER TABLE `lupo_workflows`
  MODIFY `workflow_id` bigint NOT NULL AUTO_INCREMENT;
COMMIT;

/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
