import { describe, expect, it } from 'vitest';
import type { ForeignKey, Table } from '../../../shared/model';
import { orderTables } from '../../../shared/plan/order-tables';

const origin = { kind: 'file', path: 't.sql', line: 1, column: 1 } as const;

function aTable(name: string, ...refers: readonly string[]): Table {
  return {
    kind: 'table',
    name,
    columns: [],
    indexes: [],
    foreignKeys: refers.map((table): ForeignKey => ({
      columns: ['x'],
      referencedTable: table,
      referencedColumns: ['id'],
      origin,
    })),
    checks: [],
    options: {},
    systemVersioned: false,
    facets: [],
    origin,
  };
}

const place = (...tables: readonly Table[]): readonly { schema: string; table: Table }[] =>
  tables.map((table) => ({ schema: 's', table }));

describe('orderTables', () => {
  it('puts what is referred to first', () => {
    const order = orderTables(place(aTable('child', 'parent'), aTable('parent', 'root'), aTable('root')));
    expect(order.tables.map((one) => one.table.name)).toEqual(['root', 'parent', 'child']);
    expect(order.split.size).toBe(0);
  });

  it('keeps the given order where nothing speaks against it', () => {
    const order = orderTables(place(aTable('b'), aTable('a'), aTable('c')));
    expect(order.tables.map((one) => one.table.name)).toEqual(['b', 'a', 'c']);
  });

  it('splits one key of a cycle, and none of a table that refers to itself', () => {
    const a = aTable('a', 'b');
    const b = aTable('b', 'a');
    const own = aTable('own', 'own');
    const order = orderTables(place(a, b, own));
    expect(order.tables).toHaveLength(3);
    expect([...order.split]).toEqual([b.foreignKeys[0]]);
  });

  it('orders a chain of ten thousand without overflowing', () => {
    const tables = Array.from({ length: 10_000 }, (_, at) => aTable(`t${String(at)}`, `t${String(at + 1)}`));
    const order = orderTables(place(...tables));
    expect(order.tables.at(-1)?.table.name).toBe('t0');
    expect(order.split.size).toBe(0);
  });
});
