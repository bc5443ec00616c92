import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../electron/core/plan/canonical-json';
import { makePlan } from '../../../electron/core/plan/make-plan';
import { parsePlanFile, printPlanFile } from '../../../electron/core/plan/plan-file';
import type { PlannedMigration } from '../../../electron/core/plan/plan-file';
import { fillFrontMatter } from '../../../electron/core/plan/front-matter';
import { printSummary } from '../../../electron/core/plan/print-summary';
import { planPaths } from '../../../electron/core/plan/save-plan';
import { versionNumber, ymdhis } from '../../../electron/core/tracking/tracking-tables';
import type { Flavor } from '../../../shared/model';
import type { Proof } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';

const FLAVOR: Flavor = { vendor: 'mariadb', version: [10, 11, 19] };

async function plan(current: string, desired: string): Promise<PlannedMigration> {
  const model = (sql: string, path: string) =>
    readSql(sql, { path, flavor: FLAVOR, defaultSchema: 'shop' }).value;
  const { migration } = await makePlan(
    { id: 'now', kind: 'sql', model: model(current, 'now.sql') },
    { id: 'wanted', kind: 'sql', model: model(desired, 'wanted.sql') },
    {
      name: 'add',
      planVersion: '4.0.46',
      author: 'Ada',
      flavor: FLAVOR,
      style: 'guarded',
      allow: new Set(),
      renames: [],
      dropMode: 'rename',
      date: '20260116',
    },
  );
  return migration;
}

function proofOf({ plan: { hash } }: PlannedMigration, passed: boolean): Proof {
  return {
    planHash: hash,
    flavor: 'mariadb:10.11.19',
    where: 'scratch server',
    at: '2026-01-16T10:00:00Z',
    passed,
    steps: [],
  };
}

const CURRENT =
  'CREATE TABLE a (id INT NOT NULL PRIMARY KEY); CREATE TABLE old (id INT NOT NULL PRIMARY KEY);';
const DESIRED =
  'CREATE TABLE a (id INT NOT NULL PRIMARY KEY, `__proto__` INT); CREATE TABLE `__proto__` (id INT NOT NULL PRIMARY KEY);';

describe('a plan’s file', () => {
  test('is the same, byte for byte, for the same input', async () => {
    expect(printPlanFile(await plan(CURRENT, DESIRED))).toBe(printPlanFile(await plan(CURRENT, DESIRED)));
  });

  test('comes back as it was written', async () => {
    const migration = await plan(CURRENT, DESIRED);
    const read = parsePlanFile(printPlanFile(migration), 'p');
    expect(printPlanFile(read)).toBe(printPlanFile(migration));
    expect(read.plan.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is refused when any one of its characters was changed', async () => {
    const migration = await plan(CURRENT, DESIRED);
    const text = printPlanFile({ ...migration, proof: proofOf(migration, false) });
    const original = canonicalJson(JSON.parse(text));
    for (let at = 2; at < text.length - 2; at += 97) {
      const changed = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      let same: boolean;
      try {
        // White space and the like mean nothing: what is read is what counts.
        same = canonicalJson(JSON.parse(changed)) === original;
      } catch {
        same = false;
      }
      if (!same) expect(() => parsePlanFile(changed, 'p')).toThrow();
    }
  });

  test('is refused when a proof that failed was made one that passed, and takes no proof without its seal', async () => {
    const migration = await plan(CURRENT, DESIRED);
    const text = printPlanFile({ ...migration, proof: proofOf(migration, false) });
    expect(text).toContain('"passed": false');
    expect(() => parsePlanFile(text.replace('"passed": false', '"passed": true'), 'p')).toThrow(
      'was changed after it was made',
    );
    const unsealed = text.replace(/,\s*"proofSeal": "[0-9a-f]{64}"/, '');
    expect(unsealed).not.toContain('proofSeal');
    expect(parsePlanFile(unsealed, 'p').proof).toBeUndefined();
  });

  test('keeps a proof only with the plan that it proves', async () => {
    const migration = await plan(CURRENT, DESIRED);
    const proof = proofOf(migration, true);
    expect(parsePlanFile(printPlanFile({ ...migration, proof }), 'p').proof).toEqual(proof);
    expect(
      parsePlanFile(printPlanFile({ ...migration, proof: { ...proof, planHash: 'other' } }), 'p').proof,
    ).toBeUndefined();
  });
});

describe('a summary', () => {
  test('holds the counts before and after, what was added, what was not, and the budget', async () => {
    const migration = await plan(CURRENT, DESIRED);
    const text = printSummary(migration, {
      date: '20260116',
      federation: { schemas: [{ name: 'shop', limit: 5 }], budget: 10 },
      files: { forward: 'f.sql', rollback: 'r.sql' },
      otherTables: [{ schema: 'orchestration', tables: 3 }],
    });
    expect(text).toContain('**Date:** 2026-01-16');
    expect(text).toContain('| `shop` | 2 | 3 | 5 | 2 |');
    expect(text).toContain('| **all** | **5** | **6** | **10** | **4** |');
    expect(text).toContain('1. table `shop.__proto__` (`wanted.sql:1`)');
    expect(text).toContain('Held back until somebody asks for it');
    expect(text).toContain('drop table old');
    expect(text).toContain('**Not rehearsed yet.**');
  });
});

describe('names and numbers', () => {
  test('files are named after the migration, and never leave their folder', () => {
    expect(planPaths('/m', 'schema_sync', '4.0.46')).toMatchObject({
      forward: '/m/schema_sync_4_0_46.sql',
      plan: '/m/schema_sync_4_0_46.plan.json',
    });
    expect(planPaths('/m', '../../etc/passwd\0', '').forward).toBe('/m/__.._etc_passwd_.sql');
    expect(planPaths('/m', '', '').forward).toBe('/m/migration.sql');
  });

  test('versions count as the doctrine counts them', () => {
    expect([
      versionNumber('4.0.25'),
      versionNumber('v4_0_46'),
      versionNumber('12.3'),
      versionNumber('4.0.x'),
    ]).toEqual([40025, 40046, 120300, 0]);
    expect(ymdhis('2026-01-16T14:30:05.999Z')).toBe('20260116143005');
  });

  test('front matter takes the facts, and no fact breaks out of its line', () => {
    const lines = fillFrontMatter(['title: "{name}"', 'v: {version} {other}'], {
      name: 'a"\nb: c',
      version: '1',
      date: '',
      author: '',
    });
    expect(lines).toEqual(['title: "a b: c"', 'v: 1 {other}']);
    expect(fillFrontMatter(undefined, { name: '', version: '', date: '', author: '' })).toBeUndefined();
  });
});
