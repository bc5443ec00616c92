import { describe, expect, it } from 'vitest';
import {
  draftOf,
  nameProblem,
  NEW_CONNECTION,
  readDraft,
} from '../../../../../renderer/screens/connection/connection-draft';
import { connectionSchema } from '../../../../../shared/api';

describe('readDraft', () => {
  it('reads what a person fills in, and leaves out what they left out', () => {
    const read = readDraft({ ...NEW_CONNECTION, host: ' db.example.com ', schemas: 'shop, , other' });
    expect(read).toEqual({
      ok: true,
      connection: { vendor: 'mysql', host: 'db.example.com', schemas: ['shop', 'other'] },
    });
  });

  it('gives back a connection as it was', () => {
    const connection = connectionSchema.parse({
      vendor: 'mariadb',
      host: 'db',
      port: 3307,
      user: 'app',
      schemas: ['a', 'b'],
      ssl: { mode: 'verify-ca', ca: '/ca.pem' },
      ssh: { host: 'gate', user: 'me', port: 2222, identity: '/key' },
      defaultsFile: '',
    });
    const draft = draftOf('live', { connection, snapshot: 'p.json', password: { from: 'none' } });
    expect(draft).toMatchObject({ id: 'live', snapshot: 'p.json' });
    expect(readDraft(draft)).toEqual({ ok: true, connection });
    const local = connectionSchema.parse({ socket: '/run/s.sock', host: 'localhost', user: 'root' });
    expect(readDraft(draftOf('local', { connection: local, password: { from: 'none' } }))).toEqual({
      ok: true,
      connection: local,
    });
  });

  it.each([
    ['host', { host: '' }],
    ['host', { host: 'mysql://db/shop' }],
    ['host', { host: 'me@db' }],
    ['port', { host: 'db', port: '99999' }],
    ['port', { host: 'db', port: '-1' }],
    ['socket', { way: 'socket' }],
    ['sshHost', { host: 'db', throughSsh: true }],
    ['sshPort', { host: 'db', throughSsh: true, sshHost: 'gate', sshPort: 'x' }],
  ] as const)('says what is wrong at %s', (field, change) => {
    expect(readDraft({ ...NEW_CONNECTION, ...change })).toMatchObject({ ok: false, field });
  });

  it('drops what belongs to a choice that was taken back', () => {
    const read = readDraft({
      ...NEW_CONNECTION,
      host: 'db',
      ssl: 'disabled',
      ca: '/ca.pem',
      sshHost: 'gate',
      socket: '/run/s.sock',
    });
    expect(read).toEqual({
      ok: true,
      connection: { vendor: 'mysql', host: 'db', schemas: [], ssl: { mode: 'disabled' } },
    });
  });
});

describe('nameProblem', () => {
  it('takes plain names that nobody has', () => {
    expect(nameProblem('prod-eu.1', ['toon'])).toBeUndefined();
    expect(nameProblem('', [])).toContain('called');
    expect(nameProblem('a b', [])).toContain('Letters');
    expect(nameProblem('toon', ['toon'])).toContain('Another');
  });
});
