import { applyAstralComment, applyAstralDefault, applyAstralMembers } from './astral-rules';
import {
  applyColumnOptions,
  applyEmptyComment,
  applyMariaDbJson,
  applyNullability,
  applyPeriodColumns,
  applyPrimaryKeyName,
  applySerial,
  applyTimestampDefaults,
} from './column-rules';
import {
  applyForeignKeyEngine,
  applyMatch,
  applyReferenceAction,
  applyReferencedSchema,
  nameForeignKeys,
  placeChecks,
} from './constraint-rules';
import {
  applyLiteralDefault,
  applyLiteralExpression,
  applyNowDefault,
  applyNowOnUpdate,
  applyDefaultZone,
  applyDroppedDefault,
  applyEmptyTextDefault,
  applyNullDefault,
} from './default-rules';
import {
  addForeignKeyIndexes,
  applyIndexDirection,
  applyIndexPrefix,
  applyIndexBlockSize,
  applyIndexUsing,
  applyCutPart,
  applyLongIndexPart,
  applyLongUnique,
  applyPartNames,
  applySpatialKind,
  nameIndexes,
  resolveColumnName,
} from './index-rules';
import {
  applyAutoIncrement,
  applyEngine,
  applyOptionDefaults,
  applyPartitionEngine,
  applyRowFormat,
  applyTableCharset,
  applyTableComment,
} from './option-rules';
import { applyPartitioning } from './partition-rules';
import type { Rule } from './rule';
import {
  applyBinaryCharset,
  applyCharset,
  applyDefaultParameters,
  applyFloatPrecision,
  applyIntegerWidth,
  applyNoSrid,
  applyMemberSpaces,
  applyTextLength,
  applyVarcharLimit,
  applyTypeAlias,
  applyZerofill,
} from './type-rules';

/**
 * Every equivalence that Tidemark knows, in the order in which they are applied. Each one was measured
 * with SHOW CREATE TABLE on MariaDB 10.11 and MySQL 9.7: test/integration/normalise has the proof of each.
 */
export const RULES: readonly Rule[] = [
  {
    id: 'serial',
    on: 'table',
    reason: 'SERIAL is short for BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.',
    apply: applySerial,
  },
  {
    id: 'mariadb-json',
    on: 'table',
    vendor: 'mariadb',
    reason: 'MariaDB stores JSON as LONGTEXT in utf8mb4_bin with a json_valid check.',
    apply: applyMariaDbJson,
  },
  {
    id: 'period-columns',
    on: 'table',
    vendor: 'mariadb',
    reason: 'The columns of a period are NOT NULL.',
    apply: applyPeriodColumns,
  },
  {
    id: 'partition-engine',
    on: 'table',
    reason: 'A table that names no engine takes that of its partitions.',
    apply: applyPartitionEngine,
  },
  {
    id: 'primary-key-name',
    on: 'table',
    reason: 'A primary key is always called PRIMARY.',
    apply: applyPrimaryKeyName,
  },

  {
    id: 'engine',
    on: 'options',
    attribute: 'engine',
    reason: 'Engine names have no case, and an engine that is not said is the server’s default.',
    apply: applyEngine,
  },
  {
    id: 'table-charset',
    on: 'options',
    attribute: 'charset',
    reason:
      'What is not said of charset and collation is inherited from the schema or follows from the other.',
    apply: applyTableCharset,
  },
  {
    id: 'row-format',
    on: 'options',
    attribute: 'rowFormat',
    reason: 'This row format is the one that the engine uses anyway.',
    apply: applyRowFormat,
  },
  {
    id: 'auto-increment-counter',
    on: 'options',
    attribute: 'autoIncrement',
    reason: 'The AUTO_INCREMENT counter is data, not schema.',
    apply: applyAutoIncrement,
  },
  {
    id: 'astral-table-comment',
    on: 'options',
    attribute: 'comment',
    reason: 'Servers keep comments in three-byte UTF-8: a character beyond it becomes a question mark.',
    apply: applyAstralComment,
  },
  {
    id: 'empty-table-comment',
    on: 'options',
    attribute: 'comment',
    reason: 'An empty comment is no comment.',
    apply: applyTableComment,
  },
  {
    id: 'option-default',
    on: 'options',
    attribute: 'options',
    reason: 'The option says what holds anyway.',
    apply: applyOptionDefaults,
  },

  {
    id: 'type-alias',
    on: 'type',
    attribute: 'type',
    reason: 'Both are names of one type.',
    apply: applyTypeAlias,
  },
  {
    id: 'srid-zero',
    on: 'type',
    vendor: 'mariadb',
    attribute: 'type',
    reason: 'REF_SYSTEM_ID=0 is what MariaDB has where none is said.',
    apply: applyNoSrid,
  },
  {
    id: 'zerofill-unsigned',
    on: 'type',
    attribute: 'type',
    reason: 'ZEROFILL makes a number unsigned.',
    apply: applyZerofill,
  },
  {
    id: 'int-width',
    on: 'type',
    attribute: 'type',
    reason: 'The display width of a number says nothing about what it holds.',
    apply: applyIntegerWidth,
  },
  {
    id: 'type-parameters',
    on: 'type',
    attribute: 'type',
    reason: 'The length or scale is the one that holds when none is said.',
    apply: applyDefaultParameters,
  },
  {
    id: 'float-precision',
    on: 'type',
    attribute: 'type',
    reason: 'FLOAT(p) is FLOAT up to 24 bits and DOUBLE above.',
    apply: applyFloatPrecision,
  },
  {
    id: 'column-charset',
    on: 'type',
    attribute: 'charset',
    reason: 'Charset and collation are inherited from the table, or follow from each other.',
    apply: applyCharset,
  },
  {
    id: 'binary-charset',
    on: 'type',
    attribute: 'type',
    reason: 'A character type in the charset binary is a binary type.',
    apply: applyBinaryCharset,
  },
  {
    id: 'text-length',
    on: 'type',
    attribute: 'type',
    reason: 'TEXT and BLOB with a length are the smallest type that holds it.',
    apply: applyTextLength,
  },
  {
    id: 'varchar-limit',
    on: 'type',
    attribute: 'type',
    reason: 'A VARCHAR of more bytes than a row can hold is a TEXT where sql_mode is not strict.',
    apply: applyVarcharLimit,
  },
  {
    id: 'member-spaces',
    on: 'type',
    attribute: 'type',
    reason: 'Spaces at the end of ENUM and SET members are dropped.',
    apply: applyMemberSpaces,
  },

  {
    id: 'astral-members',
    on: 'type',
    attribute: 'type',
    reason:
      'Servers keep ENUM and SET members in three-byte UTF-8: a character beyond it becomes a question mark.',
    apply: applyAstralMembers,
  },

  {
    id: 'timestamp-default',
    on: 'column',
    attribute: 'default',
    reason: 'This server gives TIMESTAMP columns NOT NULL and a default that nobody wrote.',
    apply: applyTimestampDefaults,
  },
  {
    id: 'nullable',
    on: 'column',
    attribute: 'nullable',
    reason: 'A column may be NULL unless it says otherwise, is in the primary key or counts up.',
    apply: applyNullability,
  },
  {
    id: 'now-default',
    on: 'column',
    attribute: 'default',
    reason: 'NOW(), LOCALTIME and current_timestamp() are names of CURRENT_TIMESTAMP.',
    apply: (column, { context }) => applyNowDefault(column, context),
  },
  {
    id: 'now-on-update',
    on: 'column',
    attribute: 'onUpdate',
    reason: 'NOW(), LOCALTIME and current_timestamp() are names of CURRENT_TIMESTAMP.',
    apply: (column, { context }) => applyNowOnUpdate(column, context),
  },
  {
    id: 'literal-expression',
    on: 'column',
    vendor: 'mariadb',
    attribute: 'default',
    reason: 'MariaDB stores a default expression that is a literal as that literal.',
    apply: (column, { context }) => applyLiteralExpression(column, context),
  },
  {
    id: 'dropped-default',
    on: 'column',
    attribute: 'default',
    reason: 'Only MySQL tells a dropped default from the default NULL, and not for BLOB and TEXT.',
    apply: (column, { context }) => applyDroppedDefault(column, context),
  },
  {
    id: 'empty-text-default',
    on: 'column',
    vendor: 'mysql',
    attribute: 'default',
    reason: 'MySQL drops the empty default of a TEXT or BLOB.',
    apply: applyEmptyTextDefault,
  },
  {
    id: 'null-default',
    on: 'column',
    attribute: 'default',
    reason: 'A column that may be NULL has the default NULL.',
    apply: applyNullDefault,
  },
  {
    id: 'astral-default',
    on: 'column',
    attribute: 'default',
    reason:
      'Characters that need four bytes are question marks in the defaults of MariaDB, and hex where MySQL prints them.',
    apply: (column, { context }) => applyAstralDefault(column, context),
  },
  {
    id: 'literal-default',
    on: 'column',
    attribute: 'default',
    reason: 'A default is stored as a value of the column’s type, however it was written.',
    apply: applyLiteralDefault,
  },
  {
    id: 'default-zone',
    on: 'column',
    attribute: 'default',
    reason: 'A TIMESTAMP is the same moment in another time zone.',
    apply: (column, { context }) => applyDefaultZone(column, context),
  },
  {
    id: 'astral-comment',
    on: 'column',
    attribute: 'comment',
    reason: 'Servers keep comments in three-byte UTF-8: a character beyond it becomes a question mark.',
    apply: applyAstralComment,
  },
  {
    id: 'empty-comment',
    on: 'column',
    attribute: 'comment',
    reason: 'An empty comment is no comment.',
    apply: applyEmptyComment,
  },
  {
    id: 'column-option-default',
    on: 'column',
    attribute: 'options',
    reason: 'The option says what holds anyway.',
    apply: applyColumnOptions,
  },

  {
    id: 'index-column-case',
    on: 'index',
    attribute: 'parts',
    reason: 'Column names have no case.',
    apply: (index, { columns }) => applyPartNames(index, columns),
  },
  {
    id: 'index-spatial',
    on: 'index',
    vendor: 'mysql',
    attribute: 'kind',
    reason: 'MySQL indexes a spatial column by a spatial index.',
    apply: (index, { columns }) => applySpatialKind(index, columns),
  },
  {
    id: 'index-direction',
    on: 'index',
    attribute: 'parts',
    reason: 'Ascending is the default, and the only direction of indexes without order.',
    apply: (index, { engine, context }) => applyIndexDirection(index, engine, context),
  },
  {
    id: 'index-prefix',
    on: 'index',
    attribute: 'parts',
    reason: 'A prefix as long as the column is no prefix.',
    apply: (index, { columns }) => applyIndexPrefix(index, columns),
  },
  {
    id: 'index-long-part',
    on: 'index',
    vendor: 'mariadb',
    attribute: 'parts',
    reason: 'MariaDB indexes long columns by their longest prefix.',
    apply: (index, { columns, engine, context }) => applyLongIndexPart(index, columns, engine, context),
  },
  {
    id: 'index-cut-part',
    on: 'index',
    vendor: 'mysql',
    attribute: 'parts',
    reason: 'InnoDB cuts what is too long for an index where sql_mode is not strict.',
    apply: (index, { columns, engine, table }) =>
      applyCutPart(index, columns, engine, table.options.rowFormat),
  },
  {
    id: 'index-long-unique',
    on: 'index',
    vendor: 'mariadb',
    attribute: 'using',
    reason: 'MariaDB keeps a long unique index as a hash.',
    apply: (index, { columns, engine }) => applyLongUnique(index, columns, engine),
  },
  {
    id: 'index-using',
    on: 'index',
    attribute: 'using',
    reason: 'The engine has no other index type, or uses this one anyway.',
    apply: (index, { engine, context }) => applyIndexUsing(index, engine, context),
  },
  {
    id: 'index-block-size',
    on: 'index',
    attribute: 'keyBlockSize',
    reason: 'The engine has no such block size, or the index has the table’s anyway.',
    apply: (index, { engine, table, context }) => applyIndexBlockSize(index, engine, table.options, context),
  },
  {
    id: 'astral-index-comment',
    on: 'index',
    attribute: 'comment',
    reason: 'Servers keep comments in three-byte UTF-8: a character beyond it becomes a question mark.',
    apply: applyAstralComment,
  },
  {
    id: 'empty-index-comment',
    on: 'index',
    attribute: 'comment',
    reason: 'An empty comment is no comment.',
    apply: (index) => {
      if (index.comment !== '') return index;
      const { comment: _comment, ...rest } = index;
      return rest;
    },
  },
  {
    id: 'foreign-key-index',
    on: 'indexes',
    reason: 'InnoDB adds an index for a foreign key that has none.',
    apply: addForeignKeyIndexes,
  },
  {
    id: 'index-name',
    on: 'indexes',
    reason: 'An index without a name is called after its first column.',
    apply: (table) => nameIndexes(table),
  },

  {
    id: 'foreign-key-column-case',
    on: 'foreignKey',
    attribute: 'columns',
    reason: 'Column names have no case.',
    apply: (key, { columns }) => {
      const names = key.columns.map((name) => resolveColumnName(name, columns));
      return names.every((name, i) => name === key.columns[i]) ? key : { ...key, columns: names };
    },
  },
  {
    id: 'foreign-key-action',
    on: 'foreignKey',
    attribute: 'actions',
    reason: 'RESTRICT, NO ACTION and nothing are one to InnoDB.',
    apply: applyReferenceAction,
  },
  {
    id: 'foreign-key-match',
    on: 'foreignKey',
    attribute: 'actions',
    reason: 'Servers read MATCH and forget it.',
    apply: applyMatch,
  },
  {
    id: 'foreign-key-schema',
    on: 'foreignKey',
    attribute: 'references',
    reason: 'The table’s own schema need not be said.',
    apply: (key, { context }) => applyReferencedSchema(key, context),
  },
  {
    id: 'foreign-key-engine',
    on: 'foreignKeys',
    reason: 'The engine has no foreign keys: servers read them, add the index and forget the key.',
    apply: applyForeignKeyEngine,
  },
  {
    id: 'foreign-key-name',
    on: 'foreignKeys',
    reason: 'A foreign key without a name is numbered by the server.',
    apply: nameForeignKeys,
  },
  {
    id: 'check-place',
    on: 'checks',
    reason: 'The server names the check, or keeps a column’s check with the table.',
    apply: placeChecks,
  },
  {
    id: 'partitioning',
    on: 'partitioning',
    reason: 'The partitioning is the same in another spelling.',
    apply: (partitioning, { columns, engine, context }) =>
      applyPartitioning(partitioning, columns, engine, context),
  },

  { id: 'expression', on: 'comparison', reason: 'The server stores both expressions as one.' },
  { id: 'name-case', on: 'comparison', reason: 'The server compares these names without case.' },
  { id: 'index-order', on: 'comparison', reason: 'The order of indexes means nothing.' },
  {
    id: 'view-default',
    on: 'comparison',
    reason: 'A view has no algorithm of its own and runs with its definer’s rights unless it says otherwise.',
  },
  {
    id: 'routine-default',
    on: 'comparison',
    reason: 'The routine says what holds anyway, or its return type in another spelling.',
  },
  { id: 'event-schedule', on: 'comparison', reason: 'Both schedules mean the same.' },
  { id: 'event-start', on: 'comparison', reason: 'An event that says no STARTS begins when it is created.' },
  {
    id: 'event-default',
    on: 'comparison',
    reason: 'Events are enabled, and dropped when they are over, unless they say otherwise.',
  },
  { id: 'sequence-default', on: 'comparison', reason: 'The sequence says what holds anyway.' },
  {
    id: 'schema-charset',
    on: 'comparison',
    reason: 'Charset and collation of a schema follow from each other, and some charsets have two names.',
  },
  {
    id: 'body-spelling',
    on: 'comparison',
    reason: 'The texts differ in white space, comments or quoting only.',
  },
];

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule's sentence for people; its id when there is no such rule. */
export function reasonOf(id: string): string {
  return byId.get(id)?.reason ?? id;
}
