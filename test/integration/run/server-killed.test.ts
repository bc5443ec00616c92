import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRuns } from '../../../electron/core/run/run-journal';
import { AppError } from '../../../shared/app-error';
import { parseFlavor } from '../../../shared/model';
import { isUnfinished } from '../../../shared/run';
import { connectTo } from '../../support/servers';
import type { TestServer } from '../../support/servers';
import { openRunFixture } from './run-fixture';

const PROGRAM = '/usr/sbin/mariadbd';

/** A server of this test alone, because it is killed. */
describe.skipIf(!existsSync(PROGRAM))('kill -9 of the server in the middle of an ALTER', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-killed-'));
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  let port = 0;
  let child: ChildProcess | undefined;
  let server: TestServer;

  async function startServer(): Promise<void> {
    child = spawn(
      PROGRAM,
      [
        '--no-defaults',
        ...user,
        `--datadir=${join(folder, 'data')}`,
        `--tmpdir=${join(folder, 'tmp')}`,
        `--socket=${join(folder, 's')}`,
        `--port=${String(port)}`,
        '--bind-address=127.0.0.1',
      ],
      { stdio: 'ignore' },
    );
    for (let attempt = 0; attempt < 300; attempt += 1) {
      try {
        await (await connectTo({ url: `mysql://root@127.0.0.1:${String(port)}/` })).end();
        return;
      } catch {
        await sleep(100);
      }
    }
    throw new Error('The server did not start.');
  }

  beforeAll(async () => {
    mkdirSync(join(folder, 'tmp'));
    spawnSync('mariadb-install-db', [
      '--no-defaults',
      `--datadir=${join(folder, 'data')}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...user,
    ]);
    port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => {
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
    });
    await startServer();
    const connection = await connectTo({ url: `mysql://root@127.0.0.1:${String(port)}/` });
    const [rows] = (await connection.query('SELECT VERSION() AS v')) as unknown as [[{ v: string }]];
    await connection.end();
    server = {
      name: 'own',
      flavor: parseFlavor(rows[0].v) ?? { vendor: 'mariadb', version: [10, 11, 0] },
      flavorText: 'mariadb',
      url: `mysql://root@127.0.0.1:${String(port)}/`,
    };
  });

  afterAll(() => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('leaves a run that goes on to the wanted state, with every row', async () => {
    const fixture = await openRunFixture(server, {
      current: `CREATE TABLE big (id INT NOT NULL PRIMARY KEY AUTO_INCREMENT, t VARCHAR(255) NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=latin1;
        INSERT INTO big (t) SELECT REPEAT('x', 250); ${'INSERT INTO big (t) SELECT t FROM big; '.repeat(17)}`,
      desired:
        'CREATE TABLE big (id BIGINT NOT NULL PRIMARY KEY AUTO_INCREMENT, t VARCHAR(255) NOT NULL, KEY idx_t (t)) ENGINE=InnoDB DEFAULT CHARSET=latin1;',
    });
    try {
      let restarted: Promise<void> | undefined;
      const ended = fixture
        .run({
          policy: { ...fixture.policy, backup: 'none' },
          progress: ({ phase, done }) => {
            if (phase !== 'executing' || done !== 0 || restarted !== undefined) return;
            restarted = sleep(200).then(async () => {
              child?.kill('SIGKILL');
              await sleep(300);
              await startServer();
            });
          },
        })
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      const error = await ended;
      await restarted;
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'server-gone' });
      expect((error as AppError).message).toContain('the connection was lost');
      const [known] = await listRuns(fixture.root);
      expect(known && isUnfinished(known.record)).toBe(true);
      expect((await fixture.run({ mode: 'resume' })).state).toBe('completed');
      expect(await fixture.query('SELECT COUNT(*) AS n FROM big')).toMatchObject([{ n: 131072 }]);
      expect(await fixture.show()).toContain('`id` bigint(20)');
    } finally {
      await fixture.close();
    }
  });

  test.each(['resume', 'rollback'] as const)(
    'puts back a foreign key that the server lost and no change touches, on %s',
    async (mode) => {
      const table = (columns: string): string =>
        `CREATE TABLE parent (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
         CREATE TABLE child (${columns}, p INT, KEY p (p), CONSTRAINT kept FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE) ENGINE=InnoDB;`;
      const fixture = await openRunFixture(server, {
        current: table('id INT NOT NULL PRIMARY KEY'),
        desired: table('id BIGINT NOT NULL PRIMARY KEY'),
      });
      try {
        const first = await fixture.show();
        const holder = await connectTo(fixture.database);
        // An error of this session is no news: its server is killed.
        holder.on('error', () => undefined);
        await holder.query('START TRANSACTION');
        await holder.query('SELECT 1 FROM child LIMIT 1');
        const ended = fixture.run({ policy: { ...fixture.policy, lockWaitSeconds: 60 } }).then(
          () => undefined,
          (error: unknown) => error,
        );
        await expect
          .poll(
            () =>
              fixture.query(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table metadata lock%'",
              ),
            { timeout: 30_000 },
          )
          .toHaveLength(1);
        child?.kill('SIGKILL');
        await startServer();
        holder.destroy();
        expect(await ended).toMatchObject({ code: 'server-gone' });
        // Versions differ in whether they lose it.
        const lost = !(await fixture.show()).includes('CONSTRAINT `kept`');
        const outcome = await fixture.run({ mode });
        expect(outcome.state).toBe(mode === 'resume' ? 'completed' : 'rolled_back');
        expect(await fixture.show()).toBe(
          mode === 'resume' ? first.replace('`id` int(11)', '`id` bigint(20)') : first,
        );
        const told = `Foreign key kept of ${fixture.database.name}.child was lost when the server stopped in the middle of an ALTER; it is put back.`;
        expect(outcome.notes.includes(told)).toBe(lost);
      } finally {
        await fixture.close();
      }
    },
  );
});
