import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRuns } from '../../../electron/core/run/run-journal';
import { isUnfinished, presentState } from '../../../shared/run';
import { describeEachServer, runSql } from '../../support/servers';
import { bundleProgram } from './bundle-program';
import { openRunFixture } from './run-fixture';
import type { RunFixture } from './run-fixture';

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
}

describeEachServer('after a crash of our process', (server) => {
  let bundle: Awaited<ReturnType<typeof bundleProgram>>;

  beforeAll(async () => {
    bundle = await bundleProgram('test/integration/run/crash-runner.ts');
  });

  afterAll(() => {
    bundle.remove();
  });

  function start(
    fixture: RunFixture,
    mode: string,
    when: number,
    delay = 0,
    tracking = '',
    wrapper: readonly string[] = [],
  ): Promise<Ended> {
    const words = [
      ...wrapper,
      process.execPath,
      bundle.program,
      fixture.planPath,
      fixture.root,
      fixture.database.url,
      mode,
      String(when),
      String(delay),
      tracking,
    ];
    return new Promise((resolve) => {
      const child = spawn(words[0] ?? '', words.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
      let stdout = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.on('close', (code, signal) => {
        resolve({ code, signal, stdout });
      });
    });
  }

  test('after each statement, resuming reaches the wanted state, and tracking tells the truth', async () => {
    const wanted = await openRunFixture(server);
    await wanted.run();
    const end = (await wanted.show()).replaceAll(wanted.database.name, 'X');
    const count = wanted.migration.plan.statements.length;
    await wanted.close();
    for (let at = 0; at <= count; at += 1) {
      const fixture = await openRunFixture(server);
      const tracking = `${fixture.database.name}_t`;
      try {
        expect(await start(fixture, 'start', at, 0, tracking)).toMatchObject({ signal: 'SIGKILL' });
        const [known] = await listRuns(fixture.root);
        expect(known && presentState(known.record.track)).toBe('execution');
        const [before] = await fixture.query(
          `SELECT execution_status AS s FROM ${tracking}.lupo_migration_tracking`,
        );
        expect(before?.['s']).toBe('running');
        // Before the first statement nothing was done: a new run begins. After it, the old one goes on.
        expect(known && isUnfinished(known.record)).toBe(at > 0);
        expect(await start(fixture, at > 0 ? 'resume' : 'start', -1, 0, tracking)).toMatchObject({ code: 0 });
        expect((await fixture.show()).replaceAll(fixture.database.name, 'X')).toBe(end);
        const rows = await fixture.query(
          `SELECT execution_status AS s FROM ${tracking}.lupo_migration_tracking ORDER BY 1`,
        );
        expect(rows.map((row) => String(row['s']))).toEqual(at > 0 ? ['completed'] : ['completed', 'failed']);
        expect(await fixture.query('SELECT * FROM a ORDER BY id')).toHaveLength(3);
      } finally {
        await runSql(server, `DROP DATABASE IF EXISTS ${tracking}`);
        await fixture.close();
      }
    }
  });

  test('after each statement, rolling back reaches the first state', async () => {
    for (let at = 1; at <= 3; at += 1) {
      const fixture = await openRunFixture(server);
      try {
        const first = await fixture.show();
        expect(await start(fixture, 'start', at)).toMatchObject({ signal: 'SIGKILL' });
        // And once more, in the middle of the rollback.
        expect(await start(fixture, 'rollback', 1)).toMatchObject({ signal: 'SIGKILL' });
        expect((await fixture.run({ mode: 'rollback' })).state).toBe('rolled_back');
        expect(await fixture.show()).toBe(first);
      } finally {
        await fixture.close();
      }
    }
  });

  test('after only the foreign key was dropped, the way back keeps the index that the server had made for it', async () => {
    const fixture = await openRunFixture(server, {
      current:
        'CREATE TABLE p (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB; CREATE TABLE t (id INT NOT NULL PRIMARY KEY, p_id INT, FOREIGN KEY (p_id) REFERENCES p (id)) ENGINE=InnoDB;',
      desired:
        'CREATE TABLE p (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB; CREATE TABLE t (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;',
    });
    try {
      const first = await fixture.show();
      expect(first).toContain('KEY `p_id`');
      expect(await start(fixture, 'start', 1)).toMatchObject({ signal: 'SIGKILL' });
      expect(await fixture.show()).toContain('KEY `p_id`');
      expect(await fixture.show()).not.toContain('FOREIGN KEY');
      expect((await fixture.run({ mode: 'rollback' })).state).toBe('rolled_back');
      expect(await fixture.show()).toBe(first);
    } finally {
      await fixture.close();
    }
  });

  test('in the middle of an ALTER: the statement goes on in the server, and is waited for', async () => {
    const fixture = await openRunFixture(server, {
      current: `CREATE TABLE big (id INT NOT NULL PRIMARY KEY AUTO_INCREMENT, t VARCHAR(255) NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=latin1;
        INSERT INTO big (t) SELECT REPEAT('x', 250); ${'INSERT INTO big (t) SELECT t FROM big; '.repeat(16)}`,
      desired:
        'CREATE TABLE big (id BIGINT NOT NULL PRIMARY KEY AUTO_INCREMENT, t VARCHAR(255) NOT NULL, KEY idx_t (t)) ENGINE=InnoDB DEFAULT CHARSET=latin1;',
    });
    try {
      expect(await start(fixture, 'start', 0, 120)).toMatchObject({ signal: 'SIGKILL' });
      const [known] = await listRuns(fixture.root);
      expect(known?.record.inDoubt?.number).toBe(1);
      const outcome = await fixture.run({ mode: 'resume' });
      expect(outcome.state).toBe('completed');
      expect(outcome.notes.join(' ')).toMatch(
        /was under way when the run was interrupted\. (?:The database shows|It is still to be done)/,
      );
      expect(await fixture.query('SELECT COUNT(*) AS n FROM big')).toMatchObject([{ n: 65536 }]);
    } finally {
      await fixture.close();
    }
  });

  test('a full disk at the journal stops the run before the next statement, and it goes on afterwards', async () => {
    const fixture = await openRunFixture(server, undefined, {}, { backup: 'none' });
    try {
      // A limit on file sizes is a disk that is full for this process: each write fails with EFBIG.
      const ended = await start(fixture, 'start', -1, 0, '', [
        'bash',
        '-c',
        'trap "" XFSZ; ulimit -f 1; exec "$@"',
        'bash',
      ]);
      expect(ended.code).toBe(2);
      const said = JSON.parse(ended.stdout) as { error: string; message: string };
      expect(said).toMatchObject({ error: 'not-readable' });
      expect(said.message).toMatch(/cannot be written \(EFBIG\)/);
      const [known] = await listRuns(fixture.root);
      const again = await start(
        fixture,
        known !== undefined && isUnfinished(known.record) ? 'resume' : 'start',
        -1,
      );
      expect(again.stdout).toContain('"state":"completed"');
    } finally {
      await fixture.close();
    }
  });

  test('a disk that is full from the start lets nothing begin, and says why', async () => {
    const fixture = await openRunFixture(server, undefined, {}, { backup: 'none' });
    try {
      const first = await fixture.show();
      const ended = await start(fixture, 'start', -1, 0, '', [
        'bash',
        '-c',
        'trap "" XFSZ; ulimit -f 0; exec "$@"',
        'bash',
      ]);
      const said = JSON.parse(ended.stdout) as { error: string; message: string };
      expect(said.error).toBe('not-readable');
      expect(said.message).toMatch(/cannot be written \(EFBIG\); nothing is run without it/);
      expect(await fixture.show()).toBe(first);
      expect((await fixture.run()).state).toBe('completed');
    } finally {
      await fixture.close();
    }
  });

  test('half a line at the end of the journal is no obstacle', async () => {
    const fixture = await openRunFixture(server);
    try {
      await start(fixture, 'start', 2);
      const folder = join(fixture.root, '.tidemark/runs');
      const [name = ''] = readdirSync(folder);
      const path = join(folder, name);
      truncateSync(path, readFileSync(path).length - 25);
      expect((await fixture.run({ mode: 'resume' })).state).toBe('completed');
    } finally {
      await fixture.close();
    }
  });
});
