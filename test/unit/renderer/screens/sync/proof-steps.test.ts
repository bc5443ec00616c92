import { describe, expect, it } from 'vitest';
import { proofRows } from '../../../../../renderer/screens/sync/proof-steps';
import type { Proof } from '../../../../../shared/plan';

const proof: Proof = {
  planHash: 'a',
  flavor: 'mariadb:10.11.19',
  where: 'scratch server',
  at: '2026-01-01T00:00:00.000Z',
  passed: false,
  steps: [
    { step: 'build', passed: true, milliseconds: 10, statements: 0, message: 'Built.' },
    { step: 'forward', passed: false, milliseconds: 20, statements: 3, message: 'Refused.' },
  ],
};

describe('the steps of a rehearsal', () => {
  it('go from to come through under way to passed while it runs', () => {
    const progress = {
      kind: 'progress',
      operation: 'o',
      phase: 'rehearsing',
      done: 2,
      total: 6,
      current: 'again',
    } as const;
    const rows = proofRows({ proof: undefined, progress, running: true, crashSweep: false });
    expect(rows.map(({ status }) => status)).toEqual(['passed', 'passed', 'now', 'todo', 'todo', 'todo']);
  });

  it('show the sweep as a step of its own only where it was asked for', () => {
    const progress = {
      kind: 'progress',
      operation: 'o',
      phase: 'crash sweep',
      done: 3,
      total: 40,
      current: 'after step 3',
    } as const;
    const rows = proofRows({ proof: undefined, progress, running: true, crashSweep: true });
    expect(rows.find(({ status }) => status === 'now')).toMatchObject({
      step: 'crash',
      message: 'Stopped after step 3 of 40.',
    });
  });

  it('tell what failed, and what was not tried after it', () => {
    const rows = proofRows({ proof, progress: undefined, running: false, crashSweep: false });
    expect(rows.map(({ status }) => status)).toEqual([
      'passed',
      'failed',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('call a wrong prediction a warning', () => {
    const wrong = {
      ...proof,
      passed: true,
      steps: [{ step: 'prediction', passed: false, milliseconds: 1, statements: 1, message: 'COPY' }],
    } as const;
    const rows = proofRows({ proof: wrong, progress: undefined, running: false, crashSweep: false });
    expect(rows.at(-1)?.status).toBe('warned');
  });
});
