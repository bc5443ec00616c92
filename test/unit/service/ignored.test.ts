import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../../../electron/core/service/create-service';
import type { Service } from '../../../electron/core/service/create-service';
import type { DriftItem } from '../../../shared/api';
import { createClient } from '../../../shared/api/client';
import type { ApiCall } from '../../../shared/api/client';

const A = `CREATE TABLE orders (id INT NOT NULL PRIMARY KEY, total INT COMMENT 'net', note TEXT);
CREATE TABLE gone (id INT NOT NULL PRIMARY KEY);
CREATE TABLE same (id INT NOT NULL PRIMARY KEY);`;
const B = `CREATE TABLE orders (id INT NOT NULL PRIMARY KEY, total BIGINT COMMENT 'gross', note TEXT);
CREATE TABLE same (id INT NOT NULL PRIMARY KEY);`;

describe('what is ignored', () => {
  let root: string;
  let service: Service;
  let call: ApiCall;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-lived-')));
    writeFileSync(join(root, 'a.sql'), A);
    writeFileSync(join(root, 'b.sql'), B);
    // One that cannot say anything of all that.
    writeFileSync(
      join(root, 'none.sql'),
      'CREATE TABLE same (id INT NOT NULL PRIMARY KEY);\nSOURCE elsewhere.sql;',
    );
    writeFileSync(join(root, 'c.sql'), A.replace("INT COMMENT 'net'", "SMALLINT COMMENT 'net'"));
    writeFileSync(
      join(root, 'tidemark.yaml'),
      `reference: a\nsources:\n${['none', 'a', 'b', 'c'].map((id) => `  - { id: ${id}, kind: sql, path: ${id}.sql, schema: shop, flavor: 'mariadb:10.11' }\n`).join('')}`,
    );
    service = createService({ version: '1', directory: root, readOnly: false });
    call = createClient({
      invoke: (method, input) => service.invoke(method, input),
      subscribe: () => () => undefined,
    });
  });
  afterEach(async () => {
    await service.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function ignore(isWanted: (item: DriftItem) => boolean): Promise<void> {
    const { items } = await call('drift.items', { limit: 100 });
    const refs = items.filter(isWanted).map(({ object, schema, table, part, name, attribute }) => ({
      ...{ object, schema, table, part, name },
      ...(attribute === undefined ? {} : { attribute }),
    }));
    await call('ignored.add', { items: refs, reason: 'Until May.', by: 'Mira' });
  }

  it('counts nowhere, and is said apart', async () => {
    const before = await call('drift.matrix', { limit: 100 });
    expect(before.summary).toMatchObject({ missing: 1, different: 1, ignored: 0 });
    await ignore(({ table }) => table === 'gone');
    const after = await call('drift.matrix', { limit: 100 });
    expect(after.summary).toEqual({ ...before.summary, missing: 0, equal: 2, ignored: 1 });
    expect(after.schemas[0]?.summary).toEqual(after.summary);
    expect(after.headline).toBe('1 table differs. 2 agree. 1 difference is ignored.');
    expect(after.rows.find(({ name }) => name === 'gone')).toMatchObject({ status: 'equal', ignored: 1 });
    const items = await call('drift.items', { limit: 100 });
    expect(items.items.map(({ table }) => table)).not.toContain('gone');
    expect(items.ignored).toBe(1);

    const report = await call('drift.report', {});
    expect(report.summary).toEqual(after.summary);
    expect(report.items.map(({ table }) => table)).not.toContain('gone');
    const whole = await call('drift.report', { ignored: 'with' });
    expect(whole.summary).toEqual(after.summary);
    expect(whole.items.filter((item) => item.ignored)).toMatchObject([{ table: 'gone', status: 'missing' }]);
    expect(whole.items.length).toBe(report.items.length + 1);
  });

  it('of a part leaves what else differs there', async () => {
    await ignore(({ attribute }) => attribute === 'comment');
    const left = await call('drift.matrix', { limit: 100 });
    const orders = left.rows.find(({ name }) => name === 'orders');
    expect(orders).toMatchObject({ status: 'different', ignored: 1 });
    expect(left.summary.ignored).toBe(0);
    await ignore(({ attribute }) => attribute === 'type');
    expect(
      (await call('drift.matrix', { limit: 100 })).rows.find(({ name }) => name === 'orders'),
    ).toMatchObject({
      status: 'equal',
      ignored: 2,
    });
  });

  it('holds between any two of the sources, in both directions, until one says something else', async () => {
    await ignore(() => true);
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
      ['c', 'b'],
    ] as const) {
      const diff = await call('diff.run', { from, to, limit: 100 });
      expect(diff.items, `${from} → ${to}`).toEqual([]);
      expect(diff.ignored, `${from} → ${to}`).toBeGreaterThan(0);
      expect(diff.forward).toMatchObject({ different: 0, missing: 0, extra: 0 });
    }
    writeFileSync(join(root, 'c.sql'), A.replace("INT COMMENT 'net'", "TINYINT COMMENT 'net'"));
    await call('source.read', { refresh: true });
    expect((await call('diff.run', { from: 'b', to: 'c', limit: 100 })).items).toMatchObject([
      { attribute: 'type', wasIgnored: { reason: 'Until May.' } },
    ]);
    expect((await call('diff.run', { from: 'a', to: 'b', limit: 100 })).items).toEqual([]);
  });

  it('is no part of a plan unless it is asked for by name', async () => {
    const flavor = { flavor: 'mariadb:10.11' };
    const planned = async (more: object = {}): Promise<string[]> => {
      const { plan } = await call('plan.build', {
        target: 'b',
        follow: 'a',
        allow: ['narrow'],
        ...flavor,
        ...more,
      });
      return plan.changes.filter(({ chosen }) => chosen).map(({ id }) => id);
    };
    const all = await planned();
    expect(all.some((id) => id.includes('gone'))).toBe(true);
    await ignore(({ table, attribute }) => table === 'gone' || attribute === 'comment');
    const left = await planned();
    expect(left).toEqual(all.filter((id) => id.includes('total/type')));
    const gone = all.filter((id) => id.includes('gone'));
    expect(await planned({ include: gone })).toEqual(expect.arrayContaining(gone));
    const { plan, notes, forward } = await call('plan.build', { target: 'b', follow: 'a', ...flavor });
    expect(plan.changes.filter(({ ignored }) => ignored !== undefined)).toHaveLength(2);
    expect(notes.join()).toContain('2 changes are left out because their differences are ignored.');
    expect(forward).not.toContain('CREATE TABLE');
  });
});
