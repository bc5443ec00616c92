import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/core/mysql';
import { ASKED_RULE, oracleAt, settleDiff } from '../../../electron/core/settle';
import { diffModels } from '../../../shared/drift/diff-models';
import type { ModelDiff } from '../../../shared/drift/difference';
import type { SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { connectTo, describeEachServer } from '../../support/servers';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-settle-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describeEachServer('settling', (server) => {
  const oracle = oracleAt(parseAddress(server.url), server.flavor);
  const read = (sql: string): SchemaModel =>
    readSql(sql, { path: 'x.sql', flavor: server.flavor, defaultSchema: 'shop' }).value;
  const settle = async (from: string, to: string, cacheFolder: string | null = null): Promise<ModelDiff> => {
    const [a, b] = [read(from), read(to)];
    return await settleDiff(a, b, diffModels(a, b, { flavor: server.flavor }), oracle, { cacheFolder });
  };
  const tables = 'CREATE TABLE t (id int PRIMARY KEY, a int); CREATE TABLE u (id int PRIMARY KEY);';
  const view = (select: string): string => `${tables} CREATE VIEW v AS ${select};`;

  it('finds views the same that the server stores the same', async () => {
    const diff = await settle(
      view('SELECT t.id, a+1 AS b FROM t JOIN u ON (u.id=t.id) WHERE NOT (a <> 3)'),
      view(
        'select `t`.`id` AS `id`, (`shop`.`t`.`a` + 1) AS `b` from (`shop`.`t` join u on((u.id = t.id))) where not a <> 3',
      ),
    );
    expect(diff.objects.filter(({ status }) => status !== 'equivalent' && status !== 'equal')).toEqual([]);
  });

  it('finds views different that the server stores differently', async () => {
    const diff = await settle(view('SELECT id FROM t WHERE a > 1'), view('SELECT id FROM t WHERE a >= 1'));
    expect(diff.objects.find(({ name }) => name === 'v')?.status).toBe('different');
    expect(diff.counts.unknown).toBe(0);
  });

  it('loads what a view needs: other views and functions', async () => {
    const base = (where: string): string =>
      `${tables} CREATE FUNCTION f (x int) RETURNS int DETERMINISTIC RETURN x + 1;
       CREATE VIEW w AS SELECT f(id) AS g FROM t; CREATE VIEW v AS SELECT g FROM w WHERE ${where};`;
    const diff = await settle(base('g = 1 AND NOT (g IS NULL)'), base('((`g` = 1) and g is not null)'));
    const found = diff.objects.find(({ name }) => name === 'v');
    expect(found === undefined ? 'equal' : found.status).not.toBe('unknown');
  });

  it('leaves unknown what the server refuses, with its words, and keeps the counts true', async () => {
    const diff = await settle(
      view('SELECT id FROM absent WHERE NOT (id <> 3)'),
      view('SELECT id FROM absent WHERE id = 3'),
    );
    const found = diff.objects.find(({ name }) => name === 'v');
    expect(found?.status).toBe('unknown');
    expect(found?.attributes.find(({ status }) => status === 'unknown')?.reason).toMatch(/absent/);
    expect(Object.values(diff.counts).reduce((sum, count) => sum + count)).toBe(3);
  });

  it('remembers answers, so that the same question needs no server', async () => {
    const [from, to] = [
      view('SELECT id FROM t WHERE NOT (a <> 3)'),
      view('SELECT id FROM t WHERE not a<>3 and true'),
    ];
    const first = await settle(from, to, folder);
    const [a, b] = [read(from), read(to)];
    const silent = { ...oracle, connect: () => Promise.reject(new Error('asked again')) };
    const again = await settleDiff(a, b, diffModels(a, b, { flavor: server.flavor }), silent, {
      cacheFolder: folder,
    });
    expect(again.counts).toEqual(first.counts);
    expect(again.counts.unknown).toBe(0);
  });

  it('says which server was asked', async () => {
    const diff = await settle(
      view('SELECT id FROM t WHERE NOT (a <> 3)'),
      view('SELECT `id` FROM `t` WHERE (NOT ((a <> 3)))'),
    );
    for (const { attributes } of diff.objects) {
      for (const { equivalences } of attributes) {
        for (const { rule, reason } of equivalences)
          if (rule === ASKED_RULE) expect(reason).toContain(server.name);
      }
    }
    expect(diff.counts.different).toBe(0);
  });

  it('leaves no scratch schema behind', async () => {
    const connection = await connectTo(server);
    const [rows] = await connection.query("SHOW DATABASES LIKE '\\_tidemark\\_rehearsal\\_%\\_from'");
    await connection.end();
    expect(rows).toEqual([]);
  });
});
