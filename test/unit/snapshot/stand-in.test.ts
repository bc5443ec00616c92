import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  describeAge,
  fingerprintModel,
  readOrStandIn,
  readSnapshot,
  saveSnapshot,
  snapshotAge,
} from '../../../electron/core/snapshot';
import { AppError } from '../../../shared/app-error';
import { readSql } from '../../../shared/sql';

const model = readSql('CREATE TABLE t (id int)', { path: 'a.sql', defaultSchema: 's' }).value;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-snapshot-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const away = (): Promise<never> => Promise.reject(new AppError('cannot-connect', 'prod cannot be reached.'));

describe('readOrStandIn', () => {
  it('keeps what the server said, and answers it with its time when the server is away', async () => {
    const path = join(folder, 'deep', 'prod.json');
    const fresh = await readOrStandIn(path, 'prod', () => Promise.resolve({ value: model, diagnostics: [] }));
    expect(fresh.stale).toBeUndefined();
    const later = await readOrStandIn(path, 'prod', away);
    expect(later.value).toEqual(model);
    expect(later.readAt).toBe(fresh.readAt);
    expect(later.stale).toEqual({ since: fresh.readAt, reason: 'prod cannot be reached.' });
    expect(later.diagnostics.map(({ code }) => code)).toEqual(['snapshot-stands-in']);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['prod.json']);
  });

  it('throws why the server is away when there is no snapshot, or a broken one', async () => {
    await expect(readOrStandIn(join(folder, 'none.json'), 'prod', away)).rejects.toMatchObject({
      code: 'cannot-connect',
    });
    writeFileSync(join(folder, 'broken.json'), '{');
    await expect(readOrStandIn(join(folder, 'broken.json'), 'prod', away)).rejects.toMatchObject({
      code: 'cannot-connect',
    });
  });

  it('lets no snapshot stand in for a cancelled read or an absent schema', async () => {
    const path = join(folder, 'prod.json');
    await saveSnapshot(path, model, { takenAt: '2026-01-01T00:00:00Z' });
    const cancelled = readOrStandIn(path, 'prod', () => Promise.reject(new AppError('cancelled', 'x')));
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('answers the reading also when its snapshot cannot be kept', async () => {
    writeFileSync(join(folder, 'file'), '');
    const reading = await readOrStandIn(join(folder, 'file', 'x.json'), 'prod', () =>
      Promise.resolve({ value: model, diagnostics: [] }),
    );
    expect(reading.value).toBe(model);
    expect(reading.diagnostics.map(({ code }) => code)).toEqual(['snapshot-not-saved']);
  });
});

describe('snapshots', () => {
  it('have an age in words, never a negative one', () => {
    const now = new Date('2026-01-03T00:00:00Z');
    expect(snapshotAge({ takenAt: '2026-01-02T23:55:00Z' }, now)).toBe(300_000);
    expect(snapshotAge({ takenAt: '2027-01-01T00:00:00Z' }, now)).toBe(0);
    expect([1, 60_000, 7_200_000, 200_000_000].map(describeAge)).toEqual([
      'just now',
      '1 minute ago',
      '2 hours ago',
      '2 days ago',
    ]);
  });

  it('say when there is none', async () => {
    await expect(readSnapshot(join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('fingerprintModel', () => {
  const of = (sql: string, path = 'a.sql'): string => fingerprintModel(readSql(sql, { path }).value);

  it('is the same for the same statement in another place, and another for another statement', () => {
    expect(of('CREATE TABLE t (id int)')).toBe(of('\n\n CREATE TABLE t (id int)', 'b.sql'));
    expect(of('CREATE TABLE t (id int)')).not.toBe(of('CREATE TABLE t (id bigint)'));
    expect(of('CREATE TABLE t (id int) STATS_PERSISTENT=1')).not.toBe(
      of('CREATE TABLE t (id int) STATS_PERSISTENT=0'),
    );
  });
});
