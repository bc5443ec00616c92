import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { pathKey, placeKeys } from '../../../electron/core/workspace/place-keys';
import { readConfig } from '../../../electron/core/workspace/read-config';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

function told(text: string): readonly (readonly [string, number, number])[] {
  return readConfig(text).diagnostics.map(
    ({ code, location }) => [code, location?.line ?? 0, location?.column ?? 0] as const,
  );
}

describe('readConfig', () => {
  test('reads a whole config', () => {
    const { value, diagnostics } = readConfig(`
name: Harbour
reference: toons
sources:
  - { id: toons, kind: toon, path: docs/toons }
  - id: main
    kind: sql
    path: database/main.sql
    flavor: mariadb:10.11
  - id: production
    kind: mysql
    url: mysql://reader@db.example:3306/harbour,harbour_orchestration
    snapshot: .tidemark/production.snapshot.json
federation:
  budget: 135
  schemas:
    - name: harbour
      role: core
    - name: harbour_orchestration
      patterns: ['migration_*']
      limit: 20
doctrine:
  preset: lupopedia
  severities: { no-views: off }
documents: ['docs/**/*.md']
ignore: ['backups/**']
`);
    expect(diagnostics).toEqual([]);
    expect(value.sources.map((source) => source.kind)).toEqual(['toon', 'sql', 'mysql']);
    expect(value.federation?.schemas[1]).toEqual({
      name: 'harbour_orchestration',
      patterns: ['migration_*'],
      limit: 20,
    });
  });

  test('every mistake has its place, and what is right is kept', () => {
    const text = [
      'name: x', // 1
      'refrence: a', // 2
      'reference: nobody', // 3
      'sources:', // 4
      '  - id: good', // 5
      '    kind: toon', // 6
      '    path: a', // 7
      '    colour: red', // 8
      '  - id: b', // 9
      '    kind: toonn', // 10
      '    path: x', // 11
      '  - id: c', // 12
      '    kind: sql', // 13
      '  - id: "d e"', // 14
      '    kind: sql', // 15
      '    path: 5', // 16
      '  - id: good', // 17
      '    kind: sql', // 18
      '    path: y', // 19
      'federation:', // 20
      '  default: nowhere', // 21
      '  schemas:', // 22
      '    - { name: s, limit: 0 }', // 23
      'ignore: backups', // 24
    ].join('\n');
    expect(told(text)).toEqual([
      ['config-unknown-key', 2, 1],
      ['config-invalid-value', 23, 25],
      ['config-invalid-value', 24, 9],
      ['config-unknown-key', 8, 5],
      ['config-unknown-kind', 10, 11],
      ['config-missing-key', 12, 5],
      ['config-invalid-value', 14, 10],
      ['config-invalid-value', 16, 11],
      ['config-duplicate-id', 17, 9],
      ['config-unknown-reference', 3, 12],
    ]);
    const { value, diagnostics } = readConfig(text);
    expect(value.sources).toEqual([{ id: 'good', kind: 'toon', path: 'a' }]);
    expect(diagnostics.flatMap((one) => one.hint ?? [])).toEqual(['Did you mean “toon”?']);
    // Only what is not there yet can have been meant.
    expect(readConfig('refrence: a').diagnostics[0]?.hint).toBe('Did you mean “reference”?');
  });

  test('a password is refused wherever it stands, and never shown', () => {
    for (const text of [
      'sources:\n  - id: p\n    kind: mysql\n    url: mysql://root:hunter2@db/x\n',
      'sources:\n  - id: p\n    kind: mysql\n    url: mysql://root@db/x\n    password: hunter2\n',
      'password: hunter2',
      'doctrine: { settings: { a: { token: hunter2 } } }',
    ]) {
      const { value, diagnostics } = readConfig(text);
      expect(diagnostics.filter((one) => one.code === 'config-secret')).toHaveLength(1);
      expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
      expect(JSON.stringify(value.sources)).not.toContain('hunter2');
      expect(diagnostics[0]?.hint).toContain('TIDEMARK_PASSWORD');
    }
    expect(
      readConfig('sources:\n  - {id: p, kind: mysql, url: "mysql://root@db:3306/x@y:z@"}').diagnostics,
    ).toEqual([]);
  });

  test('YAML that is none is told with its place and the way out', () => {
    expect(told('name: @everyone')).toEqual([['config-not-yaml', 1, 7]]);
    expect(readConfig('name: @everyone').diagnostics[0]?.hint).toContain('quotes');
    expect(readConfig('sources:\n\t- id: x').diagnostics[0]).toMatchObject({
      code: 'config-not-yaml',
      location: { line: 2 },
      hint: 'Indent with spaces; YAML allows no tabs there.',
    });
    expect(readConfig('ignore:\n  - a\nignore:\n  - b').diagnostics[0]).toMatchObject({
      code: 'config-not-yaml',
      location: { line: 3 },
    });
    expect(readConfig('').diagnostics.map((one) => one.code)).toEqual(['config-empty']);
    expect(readConfig('# only a comment\n---\n').diagnostics.map((one) => one.code)).toEqual([
      'config-empty',
    ]);
    expect(readConfig('- a\n- b').diagnostics.map((one) => one.code)).toEqual(['config-invalid-value']);
    expect(readConfig('just text').diagnostics.map((one) => one.code)).toEqual(['config-invalid-value']);
    expect(readConfig('a: 1\n---\nb: 2').diagnostics.map((one) => one.code)).toEqual(['config-not-yaml']);
  });

  test('keys are only names', () => {
    expect(told('__proto__: { polluted: 1 }\nconstructor: 3')).toEqual([
      ['config-unknown-key', 1, 1],
      ['config-unknown-key', 2, 1],
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('aliases without end and nesting without end are refused', () => {
    const bomb = [
      'a: &a [x, x]',
      ...Array.from(
        { length: 40 },
        (_, at) =>
          `${String.fromCharCode(98 + (at % 20))}${String(at)}: &n${String(at)} [${'*a, '.repeat(9)}*a]`,
      ),
    ].join('\n');
    expect(readConfig(bomb).diagnostics[0]?.code).toBe('config-not-yaml');
    expect(readConfig('['.repeat(10_000)).diagnostics[0]?.code).toBe('config-not-yaml');
  });

  test('never throws', () => {
    const piece = fc.constantFrom(
      'sources:',
      '\n',
      '  - ',
      'id: a',
      'kind: toon',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '!!map ',
      '? ',
      '|\n',
      "'",
      '"',
      '@',
      '\t',
      '#',
      '---',
      'é',
      '🚨',
      '<<: ',
      'path: x',
      'federation:',
      'schemas:',
      'name: ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 25 }), (pieces) => {
        for (const { location } of readConfig(pieces.join('')).diagnostics) {
          expect(location?.line).toBeGreaterThan(0);
          expect(location?.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('placeKeys finds keys and values by what leads there', () => {
  const text = 'a:\n  - x: 1\n    "y z": [ 2, {q: 3} ]\n? [k]\n: v\nb: *none\n'.replace('*none', 'w');
  const places = placeKeys(text);
  const at = (...path: (string | number)[]): string =>
    text.slice(places.get(pathKey(path))?.value, (places.get(pathKey(path))?.value ?? 0) + 1);
  expect(at('a', 0, 'x')).toBe('1');
  expect(at('a', 0, 'y z', 1, 'q')).toBe('3');
  expect(at('b')).toBe('w');
});
