import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService } from '../../electron/core/service/create-service';
import type { Service } from '../../electron/core/service/create-service';
import { startHost } from '../../electron/host/start-host';
import type { Host } from '../../electron/host/start-host';
import { contract, envelopeSchema } from '../../shared/api';
import type { ApiEvent, Envelope, InputOf, Method } from '../../shared/api';

const SAMPLE = join(import.meta.dirname, '../../examples/lupopedia-sync');

let folder: string;
let settings: string;
let service: Service;
let host: Host;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tidemark-contract-')));
  // What the program remembers for this person is not the tests' to write.
  settings = await mkdtemp(join(tmpdir(), 'tidemark-settings-'));
  process.env['TIDEMARK_CONFIG_DIR'] = settings;
  await cp(SAMPLE, folder, { recursive: true });
  service = createService({ version: '1.2.3', directory: folder, readOnly: false });
  host = await startHost({ service });
});

afterAll(async () => {
  await host.stop();
  await service.close();
  delete process.env['TIDEMARK_CONFIG_DIR'];
  for (const made of [folder, settings]) await rm(made, { recursive: true, force: true });
});

async function overHttp(method: string, input: unknown): Promise<Envelope<unknown>> {
  const response = await fetch(`${host.origin}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return (await response.json()) as Envelope<unknown>;
}

const PLAN = { target: 'sql', follow: 'toon', flavor: 'mysql:8.4', date: '20260102' };
const SAVED_PLAN = 'saved/plans/add_missing.plan.json';

/** A call of every method; those that need a server or a plan of it are expected to fail. */
const CALLS: { readonly [M in Method]: InputOf<M> } = {
  'app.info': {},
  'workspace.open': {},
  'workspace.detect': {},
  'workspace.acceptConfig': { config: 'name: Accepted\n', replace: false },
  'source.list': {},
  'source.read': {},
  'source.diagnostics': { limit: 5 },
  'source.file': { path: 'database/lupopedia_mysql.sql', line: 100 },
  'source.table': { schema: 'lupopedia', name: 'lupo_actors' },
  'drift.matrix': { filter: { statuses: ['different', 'missing'] }, limit: 50 },
  'drift.object': { schema: 'lupopedia', name: 'lupo_tickets', object: 'table' },
  'drift.items': { filter: { text: 'actor' }, offset: 1, limit: 3 },
  'ignored.add': {
    items: [{ object: 'table', schema: 'lupopedia', table: 'nothing', part: 'object', name: 'nothing' }],
    reason: 'It is not there.',
    by: 'Mira',
  },
  'ignored.remove': {
    items: [{ object: 'table', schema: 'lupopedia', table: 'nothing', part: 'object', name: 'nothing' }],
  },
  'drift.report': { sources: ['toon', 'sql'] },
  'diff.run': { from: 'toon', to: 'sql' },
  'diff.report': { from: 'sql', to: 'toon' },
  'snapshot.save': { source: 'toon', path: 'saved/toon.json' },
  'export.run': { source: 'toon', as: 'sql', path: 'saved/toon.sql', flavor: 'mysql:8.4' },
  'preferences.read': {},
  'preferences.save': { appearance: 'dark', closed: ['bottom', 'inspector'] },
  'workspace.placements': { text: 'lupo_', limit: 20 },
  'workspace.saveFederation': { rules: 'schemas: 5\n' },
  'workspace.policy': {},
  'workspace.savePolicy': { policy: { approvals: 2 } },
  'source.ddl': { schema: 'lupopedia', name: 'lupo_tickets', object: 'table' },
  'plan.build': PLAN,
  'plan.save': { ...PLAN, name: 'add_missing', folder: 'saved/plans' },
  'plan.list': {},
  'plan.open': { path: SAVED_PLAN },
  'plan.rehearse': { path: 'no.plan.json' },
  'review.add': { path: SAVED_PLAN, kind: 'comment', by: 'Mira', text: 'Why?' },
  'run.start': { path: 'no.plan.json' },
  'run.startMany': { paths: ['no.plan.json'] },
  'run.status': {},
  'run.underWay': {},
  'run.follow': { operation: 'nobody' },
  'run.log': { run: 'nothing' },
  'run.history': { on: 'mysql://root@127.0.0.1:1/none' },
  'follow.files': { target: 'sql', follow: 'toon' },
  'follow.preview': { target: 'sql', follow: 'toon', path: 'database/lupopedia_mysql.sql' },
  'operation.cancel': { operation: 'nobody' },
  'connection.test': { source: 'mysql://root@127.0.0.1:1/none' },
  'connection.read': { source: 'mysql://root@127.0.0.1:1/none?ssh=jump' },
  'workspace.saveConnection': { id: 'toon', connection: { host: 'db' } },
  'workspace.removeConnection': { id: 'toon' },
  'connection.keepPassword': {
    source: 'mysql://root@127.0.0.1:1/none',
    password: { text: 'secret', keep: 'session' },
  },
  'connection.forgetPassword': { source: 'mysql://root@127.0.0.1:1/none' },
  'folder.list': { path: SAMPLE },
  'folder.choose': {},
  'trial.offer': {},
  'trial.open': {},
};

/** Methods whose answer is an expected failure here. */
const FAILING = new Map<Method, string>([
  ['workspace.acceptConfig', 'conflict'],
  ['connection.test', 'cannot-connect'],
  ['ignored.add', 'not-found'],
  ['workspace.saveFederation', 'invalid-config'],
  ['workspace.saveConnection', 'conflict'],
  ['workspace.removeConnection', 'invalid-input'],
  ['folder.choose', 'unsupported'],
  // This service was made without a sample.
  ['trial.open', 'not-found'],
  ['plan.rehearse', 'not-found'],
  ['run.start', 'not-found'],
  ['run.startMany', 'not-found'],
  ['run.follow', 'not-found'],
  ['run.history', 'cannot-connect'],
]);

const CHANGING = new Set(['readAt', 'milliseconds', 'change', 'at', 'writtenAt', 'entries']);

/** Times and what a first write changes differ between two calls, whatever carries them. */
function comparable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (CHANGING.has(key) ? '…' : inner)),
  ) as unknown;
}

describe('every method', () => {
  it.each(Object.keys(contract) as Method[])(
    '%s keeps its contract, and says the same over HTTP',
    async (method) => {
      const input: unknown = CALLS[method];
      const direct = await service.invoke(method, input);
      const sent = await overHttp(method, input);
      expect(comparable(sent)).toEqual(comparable(direct));
      expect(envelopeSchema(contract[method].output).safeParse(sent).error).toBeUndefined();
      const code = FAILING.get(method);
      if (code === undefined) expect(direct).toMatchObject({ ok: true });
      else expect(direct).toMatchObject({ ok: false, error: { code } });
    },
  );

  it.each(Object.keys(contract) as Method[])(
    '%s refuses a wrong input the same way over HTTP',
    async (method) => {
      const direct = await service.invoke(method, { nonsense: true });
      expect(direct).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
      expect(await overHttp(method, { nonsense: true })).toEqual(direct);
    },
  );
});

describe('the sample', () => {
  it('is told of in one sentence, and its pages fit together', async () => {
    const matrix = await call('drift.matrix', { limit: 2000 });
    expect(matrix.headline).toMatch(/missing from sql/);
    expect(matrix.rows).toHaveLength(matrix.summary.objects);
    const summed = matrix.schemas.reduce((sum, schema) => sum + schema.summary.objects, 0);
    expect(summed).toBe(matrix.summary.objects);
    const pages = [];
    for (let offset = 0; offset < matrix.total; offset += 50) {
      pages.push(...(await call('drift.matrix', { offset, limit: 50 })).rows);
    }
    expect(pages).toEqual(matrix.rows);
  });

  it('says of each missing table what the list says', async () => {
    const { rows } = await call('drift.matrix', {
      sources: ['toon', 'sql'],
      filter: { statuses: ['missing'], source: 'sql' },
      limit: 2000,
    });
    const names = rows.map((row) => row.name);
    expect(names).toContain('lupo_permissions');
    expect(names).toContain('lupo_actor_collections');
    const { items } = await call('drift.items', {
      sources: ['toon', 'sql'],
      filter: { statuses: ['missing'] },
      limit: 2000,
    });
    expect(items.filter((item) => item.part === 'object').map((item) => item.table)).toEqual(names);
  });

  it('shows every column of a table side by side, with its place in each file', async () => {
    const facts = await call('source.table', {
      sources: ['toon', 'sql'],
      schema: 'lupopedia',
      name: 'lupo_tickets',
    });
    const columns = facts.rows.filter((row) => row.part === 'column');
    expect(columns.length).toBeGreaterThan(5);
    for (const { values } of columns) {
      for (const value of values) {
        if (value.text !== undefined) expect(value.at).toMatchObject({ kind: 'file' });
      }
    }
    const differing = await call('drift.object', {
      sources: ['toon', 'sql'],
      schema: 'lupopedia',
      name: 'lupo_tickets',
      object: 'table',
    });
    expect(differing.rows).toEqual(facts.rows.filter((row) => row.status !== 'equal'));
  });

  it('counts both directions of a diff as each other’s mirror', async () => {
    const there = await call('diff.run', { from: 'toon', to: 'sql' });
    const back = await call('diff.run', { from: 'sql', to: 'toon' });
    expect(there.backward).toEqual(back.forward);
    expect(back.backward).toEqual(there.forward);
  });

  it('has no table of a hostile name', async () => {
    for (const name of ['__proto__', 'constructor', '../../etc/passwd', '\0']) {
      expect(await service.invoke('source.table', { schema: 'lupopedia', name })).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
    }
  });
});

describe('files', () => {
  it.each([['../outside.sql'], ['/tmp/outside.sql'], ['saved/../../outside.sql']])(
    'are not written to %s, out of the workspace',
    async (path) => {
      expect(await service.invoke('export.run', { source: 'toon', as: 'sql', path })).toMatchObject({
        error: { code: 'outside-workspace' },
      });
      expect(await service.invoke('snapshot.save', { source: 'toon', path })).toMatchObject({
        error: { code: 'outside-workspace' },
      });
    },
  );

  it.each([['sql:/etc/passwd'], ['sql:../x.sql'], ['toon:/']])(
    'are not read from %s either',
    async (source) => {
      expect(await service.invoke('source.read', { sources: [source] })).toMatchObject({
        ok: true,
        value: { sources: [{ state: 'failed', error: { code: 'outside-workspace' } }] },
      });
    },
  );

  it('that were exported say the same when they are read again', async () => {
    for (const [form, path, address] of [
      ['json', 'again/toon.json', 'snapshot:again/toon.json'],
      ['sql', 'again/toon.sql', 'sql:again/toon.sql'],
      ['toon', 'again/toon', 'toon:again/toon'],
    ] as const) {
      await call('export.run', { source: 'toon', as: form, path, flavor: 'mariadb:10.11' });
      const { forward } = await call('diff.run', { from: 'toon', to: address, flavor: 'mariadb:10.11' });
      expect(forward, form).toMatchObject({ objects: 120, different: 0, missing: 0, extra: 0 });
    }
  });

  it('are told as unchanged when nothing changed', async () => {
    await call('export.run', { source: 'sql', as: 'toon', path: 'twice' });
    const { written } = await call('export.run', { source: 'sql', as: 'toon', path: 'twice' });
    expect(new Set(written.map((file) => file.change))).toEqual(new Set(['unchanged']));
  });
});

describe('a read-only session', () => {
  it('refuses every write and answers every read', async () => {
    const reader = createService({ version: '1', directory: folder, readOnly: true });
    for (const method of Object.keys(contract) as Method[]) {
      const answer = await reader.invoke(method, CALLS[method]);
      const isRefused = !answer.ok && answer.error.code === 'read-only';
      expect(isRefused, method).toBe(contract[method].kind === 'write');
    }
    await reader.close();
  });
});

describe('changes on disk', () => {
  it('are told, and read again', async () => {
    const watched = createService({ version: '1', directory: folder, readOnly: false, watch: true });
    const events: ApiEvent[] = [];
    watched.subscribe((event) => events.push(event));
    const before = await watched.invoke('source.read', { sources: ['sql'] });
    // The first look of the watcher must be over; what it tells is the proof.
    await expect
      .poll(
        async () => {
          await writeFile(join(folder, 'database/lupopedia_mysql.sql'), 'CREATE TABLE only_one (id int);\n');
          return events.some((event) => event.kind === 'sources-changed' && event.sources.includes('sql'));
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true);
    const after = await watched.invoke('source.read', { sources: ['sql'] });
    expect(before).not.toEqual(after);
    expect(after).toMatchObject({ ok: true, value: { sources: [{ counts: { tables: 1 } }] } });
    await watched.close();
  });
});

async function call<M extends Method>(method: M, input: InputOf<M>) {
  const envelope = await service.invoke(method, input);
  if (!envelope.ok) throw new Error(`${method}: ${envelope.error.message}`);
  return contract[method].output.parse(envelope.value) as ReturnType<(typeof contract)[M]['output']['parse']>;
}
