import { describe, expect, it } from 'vitest';
import { readingOrder, shortHash, statementRows } from '../../../../../renderer/screens/plan/statement-words';
import { relativeTo } from '../../../../../renderer/screens/plan/relative-path';
import type { Change, Plan, Statement } from '../../../../../shared/plan';

function aStatement(number: number, changes: readonly string[], more: Partial<Statement> = {}): Statement {
  return {
    number,
    schema: 'core',
    object: 'users',
    title: 'change',
    changes,
    sql: 'ALTER',
    steps: ['ALTER'],
    prediction: { algorithm: 'instant', lock: 'none', rebuildsTable: false },
    losesData: false,
    otherSchemas: [],
    ...more,
  };
}

function aChange(id: string, risk: Change['risk'] = { kind: 'safe' }): Change {
  return {
    id,
    kind: 'modify',
    schema: 'core',
    object: 'table',
    name: 'users',
    part: 'column',
    partName: id,
    attribute: 'type',
    sentence: `change ${id}`,
    risk,
    chosen: true,
    cause: [],
  };
}

const plan: Plan = {
  version: 1,
  name: 'sync',
  planVersion: '1',
  flavor: 'mariadb:10.11',
  style: 'guarded',
  target: { source: 'production', kind: 'mysql', fingerprint: 'a' },
  follow: { source: 'toon', kind: 'toon', fingerprint: 'b' },
  changes: [
    aChange('safe'),
    aChange('lossy', { kind: 'held', class: 'drop', reason: 'gone', losesData: true }),
    aChange('big'),
  ],
  statements: [
    aStatement(1, ['safe']),
    aStatement(2, ['big'], { prediction: { algorithm: 'copy', lock: 'shared', rebuildsTable: true } }),
    aStatement(3, ['lossy'], { losesData: true }),
  ],
  rollback: [aStatement(1, ['lossy']), aStatement(2, ['big']), aStatement(3, ['safe'])],
  irreversible: ['lossy'],
  refusals: [],
  hash: '0123456789abcdef0123',
};

describe('statements for a reviewer', () => {
  it('come riskiest first, and otherwise in the order of the script', () => {
    expect(readingOrder(statementRows(plan)).map(({ statement }) => statement.number)).toEqual([3, 2, 1]);
  });

  it('stand beside what takes them back, and say when rows do not come back', () => {
    const [first, , third] = statementRows(plan);
    expect(first?.reverse.map(({ number }) => number)).toEqual([3]);
    expect(third).toMatchObject({ irreversible: true, care: 'loses data', reasons: ['change lossy: gone'] });
  });
});

it('shortens a hash so that people can compare it', () => {
  expect(shortHash(plan.hash)).toBe('0123 4567 … 0123');
});

it('shows paths from the workspace, and leaves others as they are', () => {
  expect(relativeTo('/home/ws', '/home/ws/migrations/a.sql')).toBe('migrations/a.sql');
  expect(relativeTo('C:\\ws', 'C:\\ws\\a.sql')).toBe('a.sql');
  expect(relativeTo('/home/ws', '/home/ws2/a.sql')).toBe('/home/ws2/a.sql');
});
