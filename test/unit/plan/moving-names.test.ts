import { describe, expect, it } from 'vitest';
import { buildPlan, compareFor } from '../../../shared/plan';
import type { DropMode, Plan, RiskClass } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';

const MYSQL = { vendor: 'mysql', version: [9, 7, 0] } as const;
const PARENT = 'CREATE TABLE p (id int PRIMARY KEY);';
const CURRENT = `${PARENT} CREATE TABLE old_one (a int, CONSTRAINT to_p FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT small CHECK (a < 9));`;
const DESIRED = CURRENT.replace('old_one', 'new_one');

function plan(allow: readonly RiskClass[], dropMode: DropMode): Plan {
  const read = (text: string, path: string): ReturnType<typeof readSql>['value'] =>
    readSql(text, { path, flavor: MYSQL, defaultSchema: 's' }).value;
  const from = read(CURRENT, 'current.sql');
  return buildPlan({
    name: 'names',
    planVersion: '1',
    flavor: MYSQL,
    style: 'guarded',
    target: { source: 'a', kind: 'sql', fingerprint: '' },
    follow: { source: 'b', kind: 'sql', fingerprint: '' },
    from,
    to: read(DESIRED, 'desired.sql'),
    allow: new Set(allow),
    renames: [],
    dropMode,
    date: '20260101',
    comparer: compareFor(MYSQL, from),
  }).plan;
}

describe('names of constraints that another table still has', () => {
  it('are free before the new table is made, also where the old one is set aside', () => {
    for (const dropMode of ['real', 'rename'] as const) {
      const { statements } = plan(['drop'], dropMode);
      const dropped = statements.findIndex(({ sql }) =>
        /DROP FOREIGN KEY `to_p`,\s+DROP CONSTRAINT `small`/.test(sql),
      );
      const created = statements.findIndex(({ sql }) => sql.startsWith('CREATE TABLE `new_one`'));
      expect(dropped, dropMode).toBeGreaterThanOrEqual(0);
      expect(created, dropMode).toBeGreaterThan(dropped);
    }
  });

  it('hold the new table back until the old one may go', () => {
    const { changes, statements } = plan([], 'rename');
    expect(statements).toEqual([]);
    const created = changes.find(({ kind }) => kind === 'create');
    expect(created).toMatchObject({ name: 'new_one', chosen: false });
    expect(created?.requires).toEqual([changes.find(({ kind }) => kind === 'drop')?.id]);
  });
});
