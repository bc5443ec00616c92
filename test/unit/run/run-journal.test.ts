import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRuns, RunJournal } from '../../../electron/core/run/run-journal';

describe('listRuns', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'tidemark-journal-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('lists the latest first, also of runs that began in the same second', async () => {
    const begun: string[] = [];
    for (let millisecond = 0; millisecond < 8; millisecond += 1) {
      const at = new Date(Date.UTC(2026, 0, 26, 8, 14, 0, 100 + millisecond));
      const journal = await RunJournal.begin(
        root,
        {
          name: 'change',
          planVersion: '1.0.0',
          hash: 'h',
          server: 's',
          where: 's/x',
          schemas: ['x'],
          statements: 1,
          file: join(root, 'change.plan.json'),
          by: 'Ada',
        },
        () => at,
      );
      begun.push(journal.run);
      await journal.close();
    }
    expect((await listRuns(root)).map(({ record }) => record.start.run)).toEqual(begun.toReversed());
  });
});
