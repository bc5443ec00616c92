import { quoteIdentifier } from '../../../shared/sql/quote';

/** How the tracking tables' names begin where nothing else is said. */
export const DEFAULT_PREFIX = 'lupo_';

const TABLES = [
  'migration_tracking',
  'schema_versions',
  'table_classifications',
  'migration_states',
  'migration_validations',
] as const;

/** One of the tracking tables, without its prefix. */
export type TrackingTable = (typeof TABLES)[number];

/** The names of all tracking tables. */
export function trackingTableNames(prefix = DEFAULT_PREFIX): readonly string[] {
  return TABLES.map((table) => prefix + table);
}

/** The quoted, qualified name of one. */
export function trackingTable(schema: string, prefix: string | undefined, table: TrackingTable): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier((prefix ?? DEFAULT_PREFIX) + table)}`;
}

/** What all tables end with: times are UTC, as YYYYMMDDHHMMSS. */
const LIFE = `  created_ymdhis BIGINT UNSIGNED NOT NULL,
  updated_ymdhis BIGINT UNSIGNED NOT NULL,
  is_deleted TINYINT UNSIGNED NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT UNSIGNED DEFAULT NULL`;
const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** The statements that create what is missing; each is safe to run again. */
export function printTrackingTables(schema: string, prefix?: string): readonly string[] {
  const table = (name: TrackingTable): string => trackingTable(schema, prefix, name);
  return [
    `CREATE TABLE IF NOT EXISTS ${table('migration_tracking')} (
  migration_tracking_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  migration_name VARCHAR(255) NOT NULL,
  migration_version VARCHAR(64) NOT NULL,
  migration_type ENUM('schema','data','rollback','validation') NOT NULL DEFAULT 'schema',
  execution_status ENUM('pending','running','completed','failed','rolled_back') NOT NULL DEFAULT 'pending',
  execution_order INT UNSIGNED NOT NULL DEFAULT 0,
  schema_name VARCHAR(64) NOT NULL,
  tables_affected JSON DEFAULT NULL,
  execution_start_ymdhis BIGINT UNSIGNED DEFAULT NULL,
  execution_end_ymdhis BIGINT UNSIGNED DEFAULT NULL,
  execution_duration_ms BIGINT UNSIGNED DEFAULT NULL,
  error_message TEXT DEFAULT NULL,
  rollback_migration_name VARCHAR(255) DEFAULT NULL,
  executed_by_actor_id BIGINT UNSIGNED DEFAULT NULL,
${LIFE},
  PRIMARY KEY (migration_tracking_id),
  KEY idx_migration_name_version (migration_name, migration_version),
  KEY idx_execution_status (execution_status)
) ${OPTIONS}`,
    `CREATE TABLE IF NOT EXISTS ${table('schema_versions')} (
  schema_version_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  schema_name VARCHAR(64) NOT NULL,
  version_string VARCHAR(64) NOT NULL,
  version_number BIGINT UNSIGNED NOT NULL DEFAULT 0,
  table_count INT UNSIGNED NOT NULL DEFAULT 0,
  last_migration_name VARCHAR(255) DEFAULT NULL,
  last_migration_ymdhis BIGINT UNSIGNED DEFAULT NULL,
${LIFE},
  PRIMARY KEY (schema_version_id),
  UNIQUE KEY uniq_schema_version (schema_name, version_string)
) ${OPTIONS}`,
    `CREATE TABLE IF NOT EXISTS ${table('table_classifications')} (
  table_classification_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  schema_name VARCHAR(64) NOT NULL,
  table_name VARCHAR(64) NOT NULL,
  classification ENUM('core','orchestration','ephemeral','legacy','deprecated') NOT NULL DEFAULT 'core',
  category VARCHAR(100) DEFAULT NULL,
  migration_priority INT UNSIGNED NOT NULL DEFAULT 0,
  target_schema VARCHAR(64) DEFAULT NULL,
  migration_status ENUM('unmigrated','pending','migrated','skipped') NOT NULL DEFAULT 'unmigrated',
  notes TEXT DEFAULT NULL,
${LIFE},
  PRIMARY KEY (table_classification_id),
  UNIQUE KEY uniq_schema_table (schema_name, table_name)
) ${OPTIONS}`,
    `CREATE TABLE IF NOT EXISTS ${table('migration_states')} (
  migration_state_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  migration_tracking_id BIGINT UNSIGNED NOT NULL,
  state VARCHAR(32) NOT NULL,
  previous_state VARCHAR(32) DEFAULT NULL,
  state_entered_ymdhis BIGINT UNSIGNED NOT NULL,
  state_duration_ms BIGINT UNSIGNED DEFAULT NULL,
  state_data_json JSON DEFAULT NULL,
${LIFE},
  PRIMARY KEY (migration_state_id),
  KEY idx_migration_tracking_id (migration_tracking_id)
) ${OPTIONS}`,
    `CREATE TABLE IF NOT EXISTS ${table('migration_validations')} (
  migration_validation_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  migration_tracking_id BIGINT UNSIGNED NOT NULL,
  validation_type VARCHAR(64) NOT NULL,
  validation_status ENUM('pending','passed','failed','warning') NOT NULL DEFAULT 'pending',
  validation_message TEXT DEFAULT NULL,
  validation_data_json JSON DEFAULT NULL,
  validated_ymdhis BIGINT UNSIGNED DEFAULT NULL,
${LIFE},
  PRIMARY KEY (migration_validation_id),
  KEY idx_migration_tracking_id (migration_tracking_id)
) ${OPTIONS}`,
  ];
}

/** `20260116143000`: UTC. */
export function ymdhis(time: string | Date): string {
  const iso = (typeof time === 'string' ? new Date(time) : time).toISOString();
  return iso.slice(0, 19).replace(/[-T:]/g, '');
}

/** 40025 for 4.0.25: major × 10,000 + minor × 100… as the doctrine counts; 0 where the version is no such number. */
export function versionNumber(version: string): number {
  const match = /^v?(\d{1,4})[._](\d{1,2})(?:[._](\d{1,2}))?$/.exec(version.trim());
  if (match === null) return 0;
  return Number(match[1]) * 10_000 + Number(match[2]) * 100 + Number(match[3] ?? 0);
}
