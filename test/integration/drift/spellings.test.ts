import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SPELLING_CASES } from '../../golden/drift/spelling-cases';
import { judgeSpelling } from '../../support/judge-spelling';
import type { TestDatabase } from '../../support/servers';
import { connectTo, createTestDatabase, describeEachServer } from '../../support/servers';
import { SPELLING_SETUP, storeSpelling } from '../../support/stored-spellings';

describeEachServer('drift agrees with what the server stores', (server) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await createTestDatabase(server, SPELLING_SETUP, { charset: 'utf8mb4' });
    connection = await connectTo(database);
  });

  afterAll(async () => {
    await connection.end();
    await database.drop();
  });

  const rules = [...new Set(SPELLING_CASES.map(({ rule }) => rule))];
  test.each(rules)('%s', async (rule) => {
    const failures: string[] = [];
    let judged = 0;
    for (const one of SPELLING_CASES) {
      if (one.rule !== rule || (one.vendor !== undefined && one.vendor !== server.flavor.vendor)) continue;
      const stored = await storeSpelling(connection, one);
      if (!stored) continue;
      judged += 1;
      for (const wrong of judgeSpelling(one, stored, server.flavor))
        failures.push(`${one.a} | ${one.b}: ${wrong}`);
    }
    expect(failures).toEqual([]);
    // A rule of the other vendor has no case here; any other must have been tried.
    const isForeign = SPELLING_CASES.every(
      ({ rule: name, vendor }) => name !== rule || (vendor ?? server.flavor.vendor) !== server.flavor.vendor,
    );
    expect(judged > 0 || isForeign).toBe(true);
  });
});
