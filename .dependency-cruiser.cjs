/**
 * The layers of docs/architecture.md, one rule per line of its table. TypeScript's project references refuse most of
 * these too; this says which promise was broken.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'shared-knows-only-itself-and-zod',
      comment: 'shared/ is the pure domain: it runs in a browser, a worker, Node and a test alike.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '^node_modules/zod/'] },
    },
    {
      name: 'toon-knows-shared-and-its-format',
      comment: 'toon/ turns text into the model and back; whoever calls it reads the file.',
      severity: 'error',
      from: { path: '^toon/' },
      to: { pathNot: ['^toon/', '^shared/', '^node_modules/(@toon-format/toon|js-yaml|jsonc-parser)/'] },
    },
    {
      name: 'renderer-talks-to-the-api-only',
      comment:
        'The page computes no drift and no plan: it knows shared/ for types and display, nothing of electron/.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|toon|test|scripts)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The page runs in a sandbox; a Node module there works in no browser.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-runs-without-electron',
      comment: 'electron/core also serves the local host and the command line, under plain Node.',
      severity: 'error',
      from: { path: '^electron/(core|host|cli)/' },
      to: { path: '^(electron/(main|preload)/|node_modules/electron/)' },
    },
    {
      name: 'core-knows-no-transport',
      comment: 'The services do not know who asks: a window, an address or a terminal.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^electron/(host|cli)/' },
    },
    {
      name: 'host-stands-alone',
      comment: 'The local host serves whoever asks; the terminal may start it, never the other way round.',
      severity: 'error',
      from: { path: '^electron/host/' },
      to: { path: '^electron/cli/' },
    },
    {
      name: 'main-is-only-a-transport',
      comment:
        'The main process shows the window and passes calls on; of the host it shares what the page is made of.',
      severity: 'error',
      from: { path: '^electron/main/' },
      to: {
        path: '^electron/',
        pathNot: '^electron/(main/|core/|host/(static-files|security-headers)\\.ts)',
      },
    },
    {
      name: 'preload-is-a-pipe',
      comment: 'What the preload knows, a hostile page could reach: invoke and subscribe, and their types.',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { pathNot: ['^electron/preload/', '^shared/api/', '^shared/app-error', '^node_modules/electron/'] },
    },
    {
      name: 'electron-knows-no-page',
      comment: 'electron/ serves the built page as files; it never imports it.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Nothing that ships may need the tests or the scripts.',
      severity: 'error',
      from: { path: '^(shared|toon|electron|renderer)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files read in the order that data flows; a cycle has no order. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is an entry point named here, or it is dead.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(shared|toon|electron|renderer)/',
        pathNot: [
          '^electron/[a-z]+/main\\.ts$',
          '^electron/preload/preload\\.ts$',
          '^electron/load/load-program\\.ts$',
          // What JSX is compiled to: build.mjs names it.
          '^renderer/jsx/jsx-runtime\\.ts$',
          '-worker\\.ts$',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-missing-modules',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: {},
      // sarif: types only, from @types/sarif; the compiler knows them.
      to: { couldNotResolve: true, pathNot: '^sarif$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache|release)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
    cache: { folder: '.cache/dependency-cruiser', strategy: 'content' },
  },
};
