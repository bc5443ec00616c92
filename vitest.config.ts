import { defineConfig } from 'vitest/config';
import { isolateTests } from './scripts/test-environment.mjs';

isolateTests();

/** Unit, contract and golden tests need nothing but Node; integration tests need a database server. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,contract,golden}/**/*.test.{ts,tsx}'],
          // A busy machine is no failure; this only ends what hangs.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['scripts/vitest-servers.mjs'],
          // As above; a rehearsal with its crash sweep takes minutes where many share the cores.
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
