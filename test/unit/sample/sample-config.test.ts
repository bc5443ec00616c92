import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../../electron/core/workspace/read-config';
import { placeTable } from '../../../shared/workspace';
import { readPlainToon, SAMPLE } from './sample-files';

const FOLDERS = [SAMPLE, join(SAMPLE, '../dual-migrations')];
const readFolder = (folder: string): ReturnType<typeof readConfig> =>
  readConfig(readFileSync(join(folder, 'tidemark.yaml'), 'utf8'));

test.each(FOLDERS)(
  '%s: its tidemark.yaml is as the product wants it, and every source is there',
  (folder) => {
    const { value, diagnostics } = readFolder(folder);
    expect(diagnostics).toEqual([]);
    expect(value.sources.length).toBeGreaterThan(1);
    for (const source of value.sources) {
      expect(source.kind === 'mysql' || existsSync(join(folder, source.path))).toBe(true);
    }
  },
);

test('112 TOON files are placed in the core schema, 8 in the orchestration schema', () => {
  const federation = readFolder(SAMPLE).value.federation;
  const counts = new Map<string, number>();
  for (const { table } of readPlainToon()) {
    const { schema } = placeTable(table, { federation });
    counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toEqual({ lupopedia: 112, lupopedia_orchestration: 8 });
});
