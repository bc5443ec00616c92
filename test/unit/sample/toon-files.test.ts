import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readToonFile } from '../../../toon/read-toon-file';
import { readPlainToon, SAMPLE } from './sample-files';

const readings = readPlainToon().map((plain) => {
  const path = `database/toon_data/${plain.file}`;
  return { plain, reading: readToonFile(readFileSync(join(SAMPLE, path), 'utf8'), path) };
});

describe('the TOON files of the sample, read by the product', () => {
  test('each states its table, in the dialect that it is written in', () => {
    const dialects = { json: 'table-json', line: 'lines', token: 'token-notation' } as const;
    for (const { plain, reading } of readings) {
      expect([reading.value.table?.name, reading.value.dialect]).toEqual([
        plain.table,
        dialects[plain.dialect],
      ]);
    }
  });

  test('as many columns as are written down', () => {
    for (const { plain, reading } of readings) {
      const fields = plain.content?.['fields'];
      if (Array.isArray(fields)) expect(reading.value.table?.columns).toHaveLength(fields.length);
    }
  });

  test('a stale file name is the only complaint', () => {
    const complaints = readings.flatMap(({ plain, reading }) =>
      reading.diagnostics.map((one) => [one.code, plain.file]),
    );
    expect(complaints).toEqual([['toon-file-name', 'lupo_edges.toon']]);
  });

  test('16 files leave the indexes unknown, and join tables of JSON the rest of their keys', () => {
    const tables = readings.flatMap(({ reading }) => reading.value.table ?? []);
    expect(tables.filter((table) => !table.facets.includes('indexes'))).toHaveLength(16);
    const member = tables.find((table) => table.name === 'lupo_collection_items');
    expect(member?.primaryKey).toMatchObject({ complete: false, parts: [{ column: 'collection_id' }] });
  });
});
