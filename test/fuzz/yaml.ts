import { readConfig } from '../../electron/core/workspace/read-config';
import type { FuzzTarget } from './random';
import { mutate } from './random';

const CONFIG = `name: Harbour
reference: toons
sources:
  - id: toons
    kind: toon
    path: docs/toons
  - { id: main, kind: sql, path: main.sql, flavor: "mariadb:10.11" }
  - id: live
    kind: mysql
    url: mysql://reader@db:3306/harbour
federation:
  default: harbour
  schemas:
    - name: harbour
      tables: [a, b]
    - &o { name: other, patterns: ['migration_*'], limit: 20 }
doctrine: { preset: mysql, severities: { x: off } }
ignore: ['backups/**']
`;

const PIECES = [
  ': ',
  '- ',
  '  ',
  '\t',
  '\n',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '*o',
  '!!map ',
  '!!binary ',
  '? ',
  '|\n',
  '>-\n',
  "'",
  '"',
  '@',
  '`',
  '#',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '<<: *o',
  '\uFEFF',
  '\0',
  '🚨',
  '\ud800',
  '__proto__: ',
  'password: ',
  'null',
  '1e999',
  '0x',
  '.inf',
  'id: ',
  'kind: mysql',
  'sources:\n',
];

/** tidemark.yaml, broken in every way. */
export const yamlTarget: FuzzTarget = {
  name: 'yaml',
  make: (random) => mutate(random, CONFIG, PIECES),
  read: (text) => {
    const { value, diagnostics } = readConfig(text);
    for (const { location, message } of diagnostics) {
      if (!location || location.line < 1 || location.column < 1)
        throw new Error('a diagnostic without a place');
      if (message === '') throw new Error('a diagnostic without a word');
    }
    if (new Set(value.sources.map((source) => source.id)).size !== value.sources.length)
      throw new Error('two sources of one id');
  },
};
