import { describe, expect, test } from 'vitest';
import type { Flavor } from '../../../shared/model';
import { parseFlavor } from '../../../shared/model';
import { judgeSpelling } from '../../support/judge-spelling';
import { SPELLING_CASES } from './spelling-cases';
import recorded from './stored-spellings.json';

describe.each(['mariadb', 'mysql'] as const)('what %s stored, recorded', (vendor) => {
  const { version, stored } = recorded[vendor];
  const flavor = parseFlavor(`${vendor}:${version}`) as Flavor;
  const byCase = new Map(stored.map((entry) => [entry.case, entry]));
  const cases = SPELLING_CASES.filter((one) => one.vendor === undefined || one.vendor === vendor);
  const rules = [...new Set(cases.map(({ rule }) => rule))];

  test.each(rules)('%s', (rule) => {
    const failures = cases
      .filter((one) => one.rule === rule)
      .flatMap((one) => {
        const entry = byCase.get(`${one.a} | ${one.b}`);
        return entry ? judgeSpelling(one, entry, flavor).map((wrong) => `${one.a} | ${one.b}: ${wrong}`) : [];
      });
    expect(failures).toEqual([]);
  });

  test('nearly every case was recorded', () => {
    const unrecorded = cases.filter((one) => !byCase.has(`${one.a} | ${one.b}`));
    expect(unrecorded.length).toBeLessThan(3);
  });
});
