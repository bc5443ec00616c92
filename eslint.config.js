import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { houseRules } from './scripts/eslint-rules.mjs';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];
const PRODUCT = ['shared', 'toon', 'electron', 'renderer'].flatMap((room) => [
  `${room}/**/*.ts`,
  `${room}/**/*.tsx`,
]);

const NODE_GLOBALS = Object.fromEntries(
  ['process', 'console', 'URL', 'fetch', 'AbortSignal', 'Buffer', 'setTimeout', 'clearTimeout', 'setInterval']
    .concat(['clearInterval', 'performance', 'module', 'require'])
    .map((name) => [name, 'readonly']),
);

/** Rules for every file, whichever language. */
const everywhere = {
  plugins: { tidemark: houseRules },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    'tidemark/file-name': 'error',
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'object-shorthand': 'error',
    'no-else-return': 'error',
    'no-implicit-coercion': 'error',
    'no-param-reassign': 'error',
    'no-restricted-syntax': [
      'error',
      { selector: 'TSEnumDeclaration', message: 'Use a union of literals: it needs no run-time object.' },
      { selector: 'ForInStatement', message: 'Use Object.keys or a Map: for-in walks the prototype too.' },
    ],
  },
};

const typescript = {
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    'no-restricted-exports': [
      'error',
      { restrictDefaultExports: { direct: true, named: true, namedFrom: true } },
    ],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/consistent-type-exports': 'error',
    '@typescript-eslint/prefer-readonly': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
    ],
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
    // Spreading a string into its code points is how names are cut to the 64 characters of a server.
    '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    // `noPropertyAccessFromIndexSignature` asks for the brackets that this rule would take away.
    '@typescript-eslint/dot-notation': 'off',
  },
};

export default defineConfig(
  { ignores: ['dist/', 'release/', 'node_modules/', '.cache/', 'coverage/', 'test-results/', 'examples/'] },
  everywhere,
  { files: TYPESCRIPT, extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, typescript] },
  { files: PRODUCT, rules: { 'tidemark/export-doc': 'error' } },
  { files: ['shared/**/*.ts'], rules: { 'tidemark/readonly-shape': 'error' } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    // Says only that React's compiler, which the build does not use, would pass over a component.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    // Node programs that run before anything is built: checked by running them.
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: NODE_GLOBALS },
  },
  {
    // Tools that read a default export and nothing else.
    files: ['*.config.ts', 'test/**/global-set-up.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
