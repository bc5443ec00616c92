import { expect, it } from 'vitest';
import { brokenSql, makeRandom, tryBrokenSql } from '../../fuzz/sql';

it('never throws on broken SQL', () => {
  const random = makeRandom(20260126);
  for (let round = 0; round < 1500; round += 1) {
    const text = brokenSql(random);
    expect(() => {
      tryBrokenSql(text, round);
    }, JSON.stringify(text)).not.toThrow();
  }
}, 60_000);
