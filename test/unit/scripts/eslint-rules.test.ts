import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, it } from 'vitest';
import { houseRules } from '../../../scripts/eslint-rules.mjs';

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const rule = (name: keyof typeof houseRules.rules) =>
  houseRules.rules[name] as Parameters<RuleTester['run']>[1];

tester.run('file-name', rule('file-name'), {
  valid: ['read-sql.ts', 'index.ts', 'a.test.ts', 'vite-env.d.ts', 'utf8.ts', '.dependency-cruiser.cjs'].map(
    (filename) => ({ code: '', filename }),
  ),
  invalid: ['readSql.ts', 'Read.tsx', 'read_sql.ts', 'read-.ts'].map((filename) => ({
    code: '',
    filename,
    errors: [{ messageId: 'kebab' }],
  })),
});

tester.run('export-doc', rule('export-doc'), {
  valid: [
    '/** Reads. */\nexport function read(): void {}',
    '/** Reads. */\nexport function read(a: string): void;\nexport function read(a: number): void;',
    "export * from './a';",
    'const a = 1;\nexport { a };',
    'function hidden() {}',
  ],
  invalid: [
    { code: 'export function read(): void {}', errors: [{ messageId: 'missing' }] },
    { code: '// Reads.\nexport const read = 1;', errors: [{ messageId: 'missing' }] },
    { code: '/* Reads. */\nexport interface Read {}', errors: [{ messageId: 'missing' }] },
  ],
});

tester.run('readonly-shape', rule('readonly-shape'), {
  valid: [
    'export interface A { readonly a: string; read(): void }',
    'interface Hidden { a: string }',
    'export interface TableDraft { a: string }',
    'export type A = { readonly a: { readonly b: 1 } }',
  ],
  invalid: [
    {
      code: 'export interface A { a: string }',
      output: 'export interface A { readonly a: string }',
      errors: [{ messageId: 'writable' }],
    },
    {
      code: 'export type A = { readonly a: { b: 1 } }',
      output: 'export type A = { readonly a: { readonly b: 1 } }',
      errors: [{ messageId: 'writable' }],
    },
  ],
});
