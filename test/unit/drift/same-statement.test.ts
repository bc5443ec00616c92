import { expect, test } from 'vitest';

import { diffModels } from '../../../shared/drift/diff-models';
import { isSameStatement } from '../../../shared/drift/same-statement';
import type { Table } from '../../../shared/model';
import type { NormaliseContext } from '../../../shared/normalise/context';
import { readSql } from '../../../shared/sql';

const TEXT = `CREATE TABLE t (a int unsigned DEFAULT 1 COMMENT 'x', b enum('p','q'), PRIMARY KEY (a), KEY k (b), CHECK (a > 0)) ENGINE=InnoDB`;

function tableOf(text: string, path: string): Table {
  const table = readSql(text, { path }).value.schemas[0]?.tables[0];
  if (table === undefined) throw new Error('no table');
  return table;
}

function aContext(name: string, version: readonly [number, number, number] = [10, 11, 0]): NormaliseContext {
  return {
    flavor: { vendor: 'mariadb', version },
    schema: { name },
    server: undefined,
    off: undefined,
    stored: false,
    foldsTableNames: false,
  };
}

test('the same text in two files is the same statement, wherever it stands', () => {
  expect(
    isSameStatement(tableOf(TEXT, 'a.sql'), tableOf(`\n\n  ${TEXT}`, 'b.sql'), aContext('x'), aContext('y')),
  ).toBe(true);
});

test.each([
  ['unsigned', ''],
  ['DEFAULT 1', 'DEFAULT 2'],
  ["'x'", "'y'"],
  ["'p','q'", "'q','p'"],
  ['KEY k (b)', 'KEY k (b, a)'],
  ['a > 0', 'a > 1'],
  ['InnoDB', 'MyISAM'],
])('%s changed to %s is another', (before, after) => {
  const [from, to] = [tableOf(TEXT, 'a.sql'), tableOf(TEXT.replace(before, after), 'b.sql')];
  expect(isSameStatement(from, to, aContext('x'), aContext('x'))).toBe(false);
  expect(
    diffModels(
      readSql(TEXT, { path: 'a' }).value,
      readSql(TEXT.replace(before, after), { path: 'b' }).value,
      {},
    ).counts.different,
  ).toBe(1);
});

test('another server, or a key into a named schema, may give it another meaning', () => {
  const table = tableOf(TEXT, 'a.sql');
  expect(isSameStatement(table, table, aContext('x'), aContext('x', [11, 8, 0]))).toBe(false);
  const keyed = tableOf('CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES x.u (a))', 'a.sql');
  expect(isSameStatement(keyed, keyed, aContext('x'), aContext('x'))).toBe(true);
  expect(isSameStatement(keyed, keyed, aContext('x'), aContext('y'))).toBe(false);
});
