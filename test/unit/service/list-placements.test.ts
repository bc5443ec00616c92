import { expect, test } from 'vitest';
import { listPlacements } from '../../../electron/core/service/list-placements';

type Outcomes = Parameters<typeof listPlacements>[0];

function outcome(id: string, placements: readonly object[]): Outcomes[number] {
  return { source: { config: { id } }, reading: { placements } } as unknown as Outcomes[number];
}

const STATED = { table: 'orders', schema: 'shop', rule: 'stated', reason: 'the file says so' };
const PATTERN = { table: 'orders', schema: 'shop', rule: 'pattern', reason: 'o* is shop' };

test('each table is listed once, with the rule of the federation that placed it and all its sources', () => {
  expect(listPlacements([outcome('a', [STATED]), outcome('b', [PATTERN]), outcome('c', [STATED])])).toEqual([
    { ...PATTERN, sources: ['a', 'c', 'b'] },
  ]);
});

test('a table that sources put into two schemas is listed for each', () => {
  const elsewhere = { ...STATED, schema: 'archive' };
  expect(listPlacements([outcome('a', [STATED]), outcome('b', [elsewhere])])).toMatchObject([
    { schema: 'archive', sources: ['b'] },
    { schema: 'shop', sources: ['a'] },
  ]);
});
