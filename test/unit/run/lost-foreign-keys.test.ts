import { expect, test } from 'vitest';
import { lostForeignKeys } from '../../../electron/core/run/lost-foreign-keys';
import { parseFlavor } from '../../../shared/model';
import type { SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';

const PARENT = 'CREATE TABLE p (id INT PRIMARY KEY);';

function model(sql: string): SchemaModel {
  const flavor = parseFlavor('mariadb:10.11');
  if (flavor === undefined) throw new Error('No such flavor.');
  return readSql(`${PARENT} ${sql}`, { path: 'x.sql', flavor, defaultSchema: 's' }).value;
}

const child = (keys: string, name = 'c'): SchemaModel => model(`CREATE TABLE ${name} (a INT, b INT${keys});`);
const ONE = ', CONSTRAINT one FOREIGN KEY (a) REFERENCES p (id)';
const TWO = ', CONSTRAINT two FOREIGN KEY (b) REFERENCES p (id) ON DELETE CASCADE';

test('what both states have and the database has not is lost', () => {
  const both = child(ONE + TWO);
  expect(lostForeignKeys(both, both, child(TWO))).toMatchObject([{ schema: 's', table: 'c', name: 'one' }]);
  expect(lostForeignKeys(both, both, both)).toEqual([]);
});

test('what a change makes, drops or alters is the change’s own business', () => {
  expect(lostForeignKeys(child(ONE), child(''), child(''))).toEqual([]);
  expect(lostForeignKeys(child(''), child(ONE), child(''))).toEqual([]);
  expect(lostForeignKeys(child(TWO), child(TWO.replace('CASCADE', 'SET NULL')), child(''))).toEqual([]);
});

test('a table is followed by the name of its key, and one that is not there loses none', () => {
  expect(lostForeignKeys(child(ONE, 'later'), child(ONE), child('', 'later'))).toMatchObject([
    { table: 'later', name: 'one' },
  ]);
  expect(lostForeignKeys(child(ONE), child(ONE), model(''))).toEqual([]);
});
