import { readToonFile } from '../../toon/read-toon-file';
import { writeToonTable } from '../../toon/write-table';
import { writeTokenObject } from '../../toon/write-token-object';
import type { FuzzTarget } from './random';
import { mutate, pick } from './random';

const JSON_TEXT = JSON.stringify(
  {
    table_name: 'boats',
    fields: [
      '`boat_id` bigint unsigned NOT NULL auto_increment',
      "`kind` enum('a','b,c') DEFAULT 'a' COMMENT 'it''s'",
      '`seen` timestamp DEFAULT CURRENT_TIMESTAMP DEFAULT_GENERATED on update CURRENT_TIMESTAMP',
    ],
    data: [{ boat_id: 1, kind: 'a' }],
    primary_key: { column_name: 'boat_id', expected_name: 'boat_id', is_correct: true },
    indexes: [
      {
        index_name: 'idx_kind',
        columns: ['kind', 'seen'],
        is_unique: true,
        index_type: 'BTREE',
        lengths: [5, null],
      },
    ],
    unique_constraints: [{ constraint_name: 'idx_kind', columns: ['kind'] }],
    unsigned_columns: [{ column_name: 'boat_id', current_type: 'bigint unsigned' }],
    notes: 'Where boats are',
  },
  null,
  2,
);

const LINES =
  'table: boats\n  columns:\n    boat_id: bigint, primary, auto_increment\n    kind: enum(\'a\', \'b,c\'), unique, not null, default: a, comment: "it, is"\n  indexes:\n    idx_kind, unique, kind, boat_id\n  engine: InnoDB\n  comment: "Where boats are"\n';

const NOTATION =
  'table_name: boats\nfields[2]: "`boat_id` bigint NOT NULL","`kind` varchar(20)"\ndata[1]{boat_id,kind}:\n  1,a\nprimary_key:\n  column_name: boat_id\nindexes[1]:\n  - index_name: idx_kind\n    columns[1]: kind\n    is_unique: false\n';

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  '\\',
  ',',
  ':',
  '\n',
  '  ',
  '\t',
  '\uFEFF',
  '\0',
  '🚨',
  '\ud800',
  '__proto__',
  '"fields"',
  'columns:',
  'indexes:',
  'table:',
  'table_name: ',
  'fields[3]: ',
  '- ',
  'COMMENT ',
  'DEFAULT ',
  'NOT NULL',
  '1e999',
  '-',
  '(',
  ')',
  '{"a":',
  '[[',
  '\r',
  'null',
  '\\u12',
];

/** TOON of every dialect, broken in every way. */
export const toonTarget: FuzzTarget = {
  name: 'toon',
  make: (random) => mutate(random, pick(random, [JSON_TEXT, JSON_TEXT, LINES, NOTATION, '']), PIECES),
  read: (text) => {
    const { value, diagnostics } = readToonFile(text, 'boats.toon');
    for (const { location } of diagnostics) {
      if (!location || location.line < 1 || location.column < 1)
        throw new Error('a diagnostic without a place');
    }
    const { table } = value;
    if (!table) {
      if (diagnostics.length === 0) throw new Error('no table, and no word about it');
      return;
    }
    // Whatever was read can be written, and is read back with as many columns.
    for (const written of [writeToonTable(table), writeToonTable(table, text), writeTokenObject(table)]) {
      const again = readToonFile(written, 'boats.toon').value.table;
      if (table.columns.length > 0 && again?.columns.length !== table.columns.length)
        throw new Error('written and read back, columns are lost');
    }
  },
};
