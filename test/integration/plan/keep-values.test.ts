import type { RowDataPacket } from 'mysql2/promise';
import { expect, it } from 'vitest';
import { introspect, openConnection, parseAddress } from '../../../electron/core/mysql';
import { buildPlan, compareFor, RISK_CLASSES, SESSION_START } from '../../../shared/plan';
import { readSql } from '../../../shared/sql';
import { connectTo, describeEachServer, withTestDatabase, type TestServer } from '../../support/servers';

/** Runs the plan from a filled database to `desired`, everything allowed, and answers what `question` finds then. */
async function rowsAfter(
  { flavor }: TestServer,
  database: { readonly name: string; readonly url: string },
  desired: string,
  question: string,
): Promise<readonly RowDataPacket[]> {
  const opened = await openConnection(parseAddress(database.url));
  const { value: from } = await introspect(opened, [database.name]).finally(() => opened.close());
  const { plan } = buildPlan({
    name: 'values',
    planVersion: '1',
    flavor,
    style: 'guarded',
    target: { source: 'target', kind: 'mysql', fingerprint: '' },
    follow: { source: 'desired.sql', kind: 'sql', fingerprint: '' },
    from,
    to: readSql(desired, { path: 'desired.sql', flavor, defaultSchema: database.name }).value,
    allow: new Set(RISK_CLASSES),
    renames: [],
    dropMode: 'real',
    date: '20260101',
    comparer: compareFor(flavor, from),
  });
  expect(plan.refusals).toEqual([]);
  const connection = await connectTo(database);
  try {
    const steps = plan.statements.flatMap((statement) => statement.steps);
    for (const step of [...SESSION_START, ...steps]) await connection.query(step);
    const [rows] = await connection.query<RowDataPacket[]>(question);
    return rows;
  } finally {
    await connection.end();
  }
}

describeEachServer('the rows of a changed table', (server) => {
  it('keep their times of change where values are made to fit', async () => {
    const current = `CREATE TABLE t (
  id int PRIMARY KEY,
  name varchar(20),
  note varchar(20),
  changed datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP
);
INSERT INTO t VALUES (1, NULL, 'a long note', '2020-01-02 03:04:05'), (2, 'b', 'c', '2021-01-02 03:04:05');`;
    const desired = `CREATE TABLE t (
  id int PRIMARY KEY,
  name varchar(20) NOT NULL DEFAULT 'none',
  note varchar(6),
  changed datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP
);`;
    await withTestDatabase(server, current, async (database) => {
      const rows = await rowsAfter(
        server,
        database,
        desired,
        'SELECT name, note, CAST(changed AS char) AS changed FROM t ORDER BY id',
      );
      expect(rows).toEqual([
        { name: 'none', note: 'a long', changed: '2020-01-02 03:04:05' },
        { name: 'b', note: 'c', changed: '2021-01-02 03:04:05' },
      ]);
    });
  });

  it('keep what a virtual column showed when it becomes plain and what it was computed from goes', async () => {
    const current = `CREATE TABLE t (
  id int PRIMARY KEY,
  amount int NOT NULL,
  doubled int GENERATED ALWAYS AS (amount * 2) VIRTUAL,
  more int GENERATED ALWAYS AS (doubled + 1) VIRTUAL
);
INSERT INTO t (id, amount) VALUES (1, 10), (2, 20);`;
    await withTestDatabase(server, current, async (database) => {
      const rows = await rowsAfter(
        server,
        database,
        'CREATE TABLE t (id int PRIMARY KEY, more int);',
        'SELECT * FROM t ORDER BY id',
      );
      expect(rows).toEqual([
        { id: 1, more: 21 },
        { id: 2, more: 41 },
      ]);
    });
  });
});
