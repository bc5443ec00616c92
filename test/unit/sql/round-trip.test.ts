import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flavor } from '../../../shared/model';
import { printModel, printTable, readSql } from '../../../shared/sql';
import { anyTable, withoutOrigins } from '../../support/arbitrary-table';

const FLAVORS: readonly Flavor[] = [
  { vendor: 'mysql', version: [9, 7, 0] },
  { vendor: 'mariadb', version: [10, 11, 0] },
];

describe.each(FLAVORS)('model → SQL → model on $vendor', (flavor) => {
  it('gives the same table back', () => {
    fc.assert(
      fc.property(anyTable(flavor), (table) => {
        const sql = printTable(table, flavor);
        const read = readSql(sql, { path: 'printed.sql', flavor });
        expect(read.diagnostics).toEqual([]);
        expect(withoutOrigins(read.value.schemas[0]?.tables)).toEqual([withoutOrigins(table)]);
        expect(printTable(read.value.schemas[0]?.tables[0] ?? table, flavor)).toBe(sql);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('gives the same tables back from a whole script, foreign keys in circles included', () => {
    const tables = fc.uniqueArray(anyTable(flavor), {
      minLength: 1,
      maxLength: 4,
      selector: (table) => table.name,
    });
    fc.assert(
      fc.property(tables, (all) => {
        const names = all.map((table) => table.name);
        const circle = all.map((table, at) => ({
          ...table,
          foreignKeys: table.foreignKeys.map(({ referencedSchema: _, ...key }) => ({
            ...key,
            referencedTable: names[(at + 1) % names.length] ?? table.name,
          })),
        }));
        const model = {
          schemas: [
            {
              name: 'a`b',
              tables: circle,
              views: [],
              triggers: [],
              routines: [],
              events: [],
              sequences: [],
              facets: [],
            },
          ],
        };
        const read = readSql(printModel(model, flavor), { path: 'printed.sql', flavor });
        expect(read.diagnostics).toEqual([]);
        const byName = (table: { readonly name: string }): string => table.name;
        const got = [...(read.value.schemas[0]?.tables ?? [])].sort((a, b) =>
          byName(a) < byName(b) ? -1 : 1,
        );
        const want = [...circle].sort((a, b) => (byName(a) < byName(b) ? -1 : 1));
        expect(withoutOrigins(got)).toEqual(withoutOrigins(want));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
