import { describe, expect, it } from 'vitest';
import { applyRenames } from '../../../shared/plan/apply-renames';
import { buildPlan, compareFor, type Rename } from '../../../shared/plan';
import type { Plan } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';

const FLAVOR = { vendor: 'mariadb', version: [10, 11, 0] } as const;

function planRenames(current: string, desired: string, renames: readonly Rename[]): Plan {
  const read = (text: string, path: string): ReturnType<typeof readSql>['value'] =>
    readSql(text, { path, flavor: FLAVOR, defaultSchema: 's' }).value;
  const from = read(current, 'current.sql');
  return buildPlan({
    name: 'renames',
    planVersion: '1',
    flavor: FLAVOR,
    style: 'guarded',
    target: { source: 'a', kind: 'sql', fingerprint: '' },
    follow: { source: 'b', kind: 'sql', fingerprint: '' },
    from,
    to: read(desired, 'desired.sql'),
    allow: new Set(),
    renames,
    dropMode: 'rename',
    date: '20260101',
    comparer: compareFor(FLAVOR, from),
  }).plan;
}

describe('renames', () => {
  it('are refused to a name that is there, for a swap could not be told from its being done', () => {
    const plan = planRenames(
      'CREATE TABLE t (a int, b varchar(5));',
      'CREATE TABLE t (b int, a varchar(5));',
      [
        { kind: 'column', schema: 's', table: 't', from: 'a', to: 'b' },
        { kind: 'column', schema: 's', table: 't', from: 'b', to: 'a' },
      ],
    );
    expect(plan.refusals.map((refusal) => refusal.reason)).toHaveLength(2);
    expect(plan.statements.flatMap((statement) => statement.steps).join('\n')).not.toMatch(
      /(?:CHANGE|RENAME) COLUMN/,
    );
  });

  it('keep the rows of a table and a column, and lead back', () => {
    const plan = planRenames('CREATE TABLE old (a int);', 'CREATE TABLE new (b int);', [
      { kind: 'table', schema: 's', from: 'old', to: 'new' },
      { kind: 'column', schema: 's', table: 'new', from: 'a', to: 'b' },
    ]);
    expect(plan.statements.map((statement) => statement.sql)).toEqual([
      'RENAME TABLE `old` TO `new`',
      'ALTER TABLE `new`\n  RENAME COLUMN `a` TO `b`',
    ]);
    expect(plan.rollback.map((statement) => statement.sql)).toEqual([
      'RENAME TABLE `new` TO `old`',
      'ALTER TABLE `old`\n  RENAME COLUMN `b` TO `a`',
    ]);
  });

  it('answer the same model again, which a comparison that was settled on it needs', () => {
    const { value } = readSql('CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 1));', {
      path: 'x.sql',
      flavor: FLAVOR,
      defaultSchema: 's',
    });
    const rename = (to: string): readonly Rename[] => [
      { kind: 'column', schema: 's', table: 't', from: 'a', to },
    ];
    expect(applyRenames(value, rename('b'))).toBe(applyRenames(value, rename('b')));
    expect(applyRenames(value, rename('c'))).not.toBe(applyRenames(value, rename('b')));
    expect(applyRenames(value, [])).toBe(value);
  });

  it('are followed by the foreign keys of a table to itself', () => {
    const plan = planRenames(
      'CREATE TABLE t (id int PRIMARY KEY, up int, CONSTRAINT k FOREIGN KEY (up) REFERENCES t (id));',
      'CREATE TABLE t (num int PRIMARY KEY, up int, CONSTRAINT k FOREIGN KEY (up) REFERENCES t (num));',
      [{ kind: 'column', schema: 's', table: 't', from: 'id', to: 'num' }],
    );
    expect(plan.refusals).toEqual([]);
    expect(plan.statements.map((statement) => statement.sql)).toEqual([
      'ALTER TABLE `t`\n  RENAME COLUMN `id` TO `num`',
    ]);
  });
});
