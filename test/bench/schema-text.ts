/** DDL made for measuring: many ordinary tables, and ways in which one may differ. */

/** CREATE TABLE of the number-th table, as a server prints it. */
export function tableSql(number: number): string {
  const name = tableName(number);
  return [
    `CREATE TABLE \`${name}\` (`,
    "  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'Primary key',",
    '  `parent_id` bigint(20) unsigned DEFAULT NULL,',
    "  `name` varchar(100) NOT NULL DEFAULT '' COMMENT 'What it is called; it''s shown in lists',",
    '  `code` char(8) NOT NULL,',
    "  `status` enum('new','open','closed') NOT NULL DEFAULT 'new',",
    '  `amount` decimal(10,2) NOT NULL DEFAULT 0.00,',
    '  `flags` int(11) NOT NULL DEFAULT 0,',
    '  `note` text DEFAULT NULL,',
    '  `created_at` datetime NOT NULL DEFAULT current_timestamp(),',
    '  `updated_at` timestamp NULL DEFAULT NULL ON UPDATE current_timestamp(),',
    '  PRIMARY KEY (`id`),',
    '  UNIQUE KEY `uq_code` (`code`),',
    '  KEY `ix_parent_status` (`parent_id`,`status`),',
    '  KEY `ix_name` (`name`(20))',
    `) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='Table ${String(number)}';`,
  ].join('\n');
}

export function tableName(number: number): string {
  return `bench_table_${String(number).padStart(5, '0')}`;
}

/** A schema of so many tables as a script. */
export function schemaSql(count: number): string {
  return Array.from({ length: count }, (_, number) => tableSql(number)).join('\n\n');
}

/** 25 kinds of difference, each as the statement that makes table `t` differ. */
export const DIFFERENCES: readonly ((t: string) => string)[] = [
  (t) => `ALTER TABLE ${t} ADD COLUMN extra int NULL`,
  (t) => `ALTER TABLE ${t} DROP COLUMN note`,
  (t) =>
    `ALTER TABLE ${t} MODIFY name varchar(150) NOT NULL DEFAULT '' COMMENT 'What it is called; it''s shown in lists'`,
  (t) => `ALTER TABLE ${t} MODIFY flags bigint NOT NULL DEFAULT 0`,
  (t) => `ALTER TABLE ${t} ALTER COLUMN flags SET DEFAULT 1`,
  (t) => `ALTER TABLE ${t} MODIFY code char(8) NULL`,
  (t) => `ALTER TABLE ${t} MODIFY status enum('new','open','closed','lost') NOT NULL DEFAULT 'new'`,
  (t) => `ALTER TABLE ${t} MODIFY flags int NOT NULL DEFAULT 0 COMMENT 'bits'`,
  (t) => `ALTER TABLE ${t} MODIFY note text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  (t) => `ALTER TABLE ${t} MODIFY code char(8) CHARACTER SET latin1 NOT NULL`,
  (t) => `ALTER TABLE ${t} MODIFY code char(8) NOT NULL AFTER amount`,
  (t) => `ALTER TABLE ${t} ADD INDEX ix_created (created_at)`,
  (t) => `ALTER TABLE ${t} DROP INDEX ix_name`,
  (t) =>
    `ALTER TABLE ${t} DROP INDEX ix_parent_status, ADD UNIQUE INDEX ix_parent_status (parent_id, status)`,
  (t) => `ALTER TABLE ${t} DROP INDEX ix_parent_status, ADD INDEX ix_parent_status (status, parent_id)`,
  (t) => `ALTER TABLE ${t} DROP INDEX ix_name, ADD INDEX ix_name (name(30))`,
  (t) => `ALTER TABLE ${t} ADD CONSTRAINT fk_${t} FOREIGN KEY (parent_id) REFERENCES ${t} (id)`,
  (t) => `ALTER TABLE ${t} ADD CONSTRAINT ck_${t} CHECK (amount >= 0)`,
  (t) => `ALTER TABLE ${t} COMMENT 'Another comment'`,
  (t) => `ALTER TABLE ${t} COLLATE utf8mb4_unicode_ci`,
  (t) => `ALTER TABLE ${t} ROW_FORMAT=COMPRESSED`,
  (t) => `ALTER TABLE ${t} ADD COLUMN twice int GENERATED ALWAYS AS (flags * 2) VIRTUAL`,
  (t) => `ALTER TABLE ${t} MODIFY updated_at timestamp NULL DEFAULT NULL`,
  (t) => `ALTER TABLE ${t} MODIFY parent_id bigint(20) DEFAULT NULL`,
  (t) => `DROP TABLE ${t}`,
];

/** Statements that make 2 tables of each kind differ, spread over the schema. */
export function differenceSql(count: number): readonly string[] {
  const step = Math.floor(count / (2 * DIFFERENCES.length));
  return Array.from({ length: 2 * DIFFERENCES.length }, (_, index) => {
    const difference = DIFFERENCES[index % DIFFERENCES.length];
    return difference === undefined ? '' : difference(tableName(index * step));
  });
}
