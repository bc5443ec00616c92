import { describe, expect, it } from 'vitest';
import { DefinitionCache } from '../../../electron/core/mysql/definition-cache';
import { DefinitionReader } from '../../../electron/core/mysql/read-definition';
import { isSameStatement } from '../../../shared/drift/same-statement';
import { isKnownSame } from '../../../shared/model';
import type { Flavor, ServerOrigin, Table } from '../../../shared/model';

const MARIADB: Flavor = { vendor: 'mariadb', version: [10, 11, 19] };
const MYSQL: Flavor = { vendor: 'mysql', version: [9, 7, 4] };
const here: ServerOrigin = { kind: 'server', server: 'here', readAt: '2026-01-26T08:14:00Z' };
const there: ServerOrigin = { kind: 'server', server: 'there', readAt: '2026-01-26T08:15:00Z' };

function read(text: string, origin: ServerOrigin, flavor = MARIADB, name = 't'): Table {
  const table = new DefinitionReader(flavor, origin).read([{ name, text }], 's').tables.get(name);
  if (table === undefined) throw new Error(`${name} was not read`);
  return table;
}

describe('DefinitionReader', () => {
  const text = 'CREATE TABLE `t` (`id` int(11) NOT NULL, PRIMARY KEY (`id`), KEY `k` (`id`)) ENGINE=InnoDB';

  it('reads one text of two servers once, and gives each its own origins', () => {
    const a = read(text, here);
    const b = read(text, there);
    expect(isKnownSame(a, b)).toBe(true);
    const context = { flavor: MARIADB, schema: { name: 's' } };
    expect(isSameStatement(a, b, context, context)).toBe(true);
    for (const [table, origin] of [
      [a, here],
      [b, there],
    ] as const) {
      expect(table.origin).toBe(origin);
      for (const part of [...table.columns, ...table.indexes, table.primaryKey]) {
        expect(part?.origin).toBe(origin);
      }
    }
  });

  it('takes nothing from a server of another flavor, nor from a table of another name', () => {
    const a = read(text, here);
    expect(isKnownSame(a, read(text, here, MYSQL))).toBe(false);
    expect(read(text, here, MARIADB, 'T').name).toBe('T');
  });

  it('complains each time about a text that it cannot read', () => {
    const broken = 'CREATE TABLE `t` (`id` int(11) NOT NULL, % )';
    for (const origin of [here, there]) {
      const { diagnostics } = new DefinitionReader(MARIADB, origin).read([{ name: 't', text: broken }], 's');
      expect(diagnostics[0]?.message).toContain('s.t');
    }
  });
});

describe('DefinitionCache', () => {
  it('forgets what was read first when it holds too much', () => {
    const cache = new DefinitionCache(100);
    const table = read('CREATE TABLE `t` (`id` int)', here);
    const texts = Array.from({ length: 8 }, (_, at) => String(at).repeat(20));
    for (const text of texts) cache.set(MARIADB, text, table);
    expect(cache.get(MARIADB, texts[0] ?? '')).toBeUndefined();
    expect(cache.get(MARIADB, texts[7] ?? '')).toBe(table);
  });
});
