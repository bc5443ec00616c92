import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  IGNORED_FILE,
  ignoreItems,
  markIgnored,
  readIgnored,
  unignore,
} from '../../../electron/core/ignored/ignored-file';
import type { DriftItem } from '../../../shared/api';

const SAID = { reason: 'The old app needs it.', by: 'Mira', at: '2026-01-02T03:04:05.000Z' };

function item(change: Partial<DriftItem> = {}): DriftItem {
  return {
    schema: 'shop',
    table: 'orders',
    object: 'table',
    part: 'column',
    name: 'total',
    facet: 'columns.type',
    attribute: 'type',
    status: 'different',
    values: [
      { source: 'toon', status: 'equal', text: 'int' },
      { source: 'production', status: 'different', text: 'bigint' },
    ],
    reason: 'They differ.',
    ...change,
  };
}

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'tidemark-ignored-')));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('ignored differences', () => {
  it('are kept with reason, person and time, and can be shown again', async () => {
    expect(await readIgnored(root)).toEqual({ entries: [] });
    await ignoreItems(root, [item()], SAID);
    const { entries } = await readIgnored(root);
    expect(markIgnored([item(), item({ name: 'other' })], entries)).toEqual([
      item({ ignored: SAID }),
      item({ name: 'other' }),
    ]);
    expect(await readFile(join(root, IGNORED_FILE), 'utf8')).toContain('production: bigint');
    expect(await unignore(root, [item({ name: 'other' })])).toBe(0);
    expect(await unignore(root, [item()])).toBe(1);
    expect((await readIgnored(root)).entries).toEqual([]);
  });

  it.each([
    ['the other source', { source: 'production', status: 'different', text: 'varchar(9)' }],
    ['a source that drifts for the first time', { source: 'staging', status: 'different', text: 'bigint' }],
  ] as const)('are shown again when %s says something else', async (_name, value) => {
    await ignoreItems(root, [item()], SAID);
    const { entries } = await readIgnored(root);
    const values = [...item().values.filter(({ source }) => source !== value.source), value];
    expect(markIgnored([item({ values })], entries)).toEqual([item({ values, wasIgnored: SAID })]);
  });

  it('are shown again when what all others say changes', async () => {
    await ignoreItems(root, [item()], SAID);
    const { entries } = await readIgnored(root);
    const [, production] = item().values;
    const values = [
      { source: 'toon', status: 'equal', text: 'smallint' } as const,
      ...(production ? [production] : []),
    ];
    expect(markIgnored([item({ values })], entries)[0]).toHaveProperty('wasIgnored');
  });

  it('stay ignored when another source agrees, or when what is missing looks otherwise elsewhere', async () => {
    const missing = (columns: number): DriftItem => {
      const { attribute: _attribute, ...whole } = item({
        part: 'object',
        name: 'orders',
        status: 'missing',
        values: [
          { source: 'toon', status: 'equal', text: `table of ${String(columns)} columns` },
          { source: 'production', status: 'missing' },
        ],
      });
      return whole;
    };
    await ignoreItems(root, [item(), missing(3)], SAID);
    const { entries } = await readIgnored(root);
    const agreeing = item({ values: [...item().values, { source: 'sql', status: 'equal', text: 'int' }] });
    expect(markIgnored([agreeing, missing(4)], entries).every((one) => one.ignored !== undefined)).toBe(true);
  });

  it.each([
    ['no YAML', 'ignored: [', 'not valid YAML'],
    ['something else', 'ignored: 5\n', 'not as Tidemark writes it'],
    ['aliases', 'a: &a [1]\nignored: [*a]\n', 'not valid YAML'],
  ])('count for nothing in a file that is %s, which is never written over', async (_name, text, problem) => {
    await writeFile(join(root, IGNORED_FILE), text);
    const reading = await readIgnored(root);
    expect(reading.entries).toEqual([]);
    expect(reading.problem).toContain(problem);
    await expect(ignoreItems(root, [item()], SAID)).rejects.toMatchObject({ code: 'invalid-config' });
    expect(await readFile(join(root, IGNORED_FILE), 'utf8')).toBe(text);
  });

  it('hold hostile names as what they are', async () => {
    const hostile = item({
      table: '__proto__',
      name: "': {}\n- x",
      values: [{ source: 'constructor', status: 'missing' }],
    });
    await ignoreItems(root, [hostile], SAID);
    expect(markIgnored([hostile], (await readIgnored(root)).entries)[0]).toHaveProperty('ignored');
  });
});
