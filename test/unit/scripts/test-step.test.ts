import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, honest, tally } from '../../../scripts/test-step.mjs';

const file = (status: string, assertions: readonly string[]) => ({
  name: '/checkout/test/a.test.ts',
  status,
  assertionResults: assertions.map((each, index) => ({ status: each, fullName: `test ${String(index)}` })),
});

describe('counting what vitest did', () => {
  it('counts passed, failed, and whatever did not run as skipped', () => {
    const sum = countVitest({
      testResults: [
        file('failed', ['passed', 'failed', 'skipped', 'todo', 'pending']),
        file('passed', ['passed']),
      ],
    });
    expect([sum.passed, sum.failed, sum.skipped.length]).toEqual([2, 1, 3]);
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest({ testResults: [file('failed', [])] }).failed).toBe(1);
  });
});

describe('counting what Playwright did', () => {
  it('finds the tests of nested suites, and takes a flaky one for failed', () => {
    const spec = (status: string) => ({ title: status, tests: [{ status }] });
    const sum = countPlaywright({
      suites: [
        {
          title: 'a',
          specs: [spec('expected')],
          suites: [{ title: 'b', specs: [spec('unexpected'), spec('flaky')] }],
        },
        { title: 'c', specs: [spec('skipped')] },
      ],
    });
    expect([sum.passed, sum.failed, sum.skipped]).toEqual([1, 2, ['c › skipped']]);
    expect(sum.failures).toEqual(['a › b › unexpected', 'a › b › flaky (flaky)']);
  });
});

describe('a step', () => {
  it('failed when its program ended badly, though no test did', () => {
    expect(honest('unit', 1, tally(5)).failed).toBe(1);
    expect(honest('unit', 1, tally(5, 2)).failed).toBe(2);
  });

  it('failed when it ran nothing at all', () => {
    expect(honest('unit', 0, tally()).failed).toBe(1);
    expect(honest('unit', 0, tally(1)).failed).toBe(0);
  });
});
