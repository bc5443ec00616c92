import { expect, test } from 'vitest';
import { seededRandom } from '../../fuzz/random';
import { toonTarget } from '../../fuzz/toon';
import { yamlTarget } from '../../fuzz/yaml';

// A few of the texts that test/fuzz/run-files.ts makes for minutes.
test.each([toonTarget, yamlTarget])('$name: no broken text breaks the reader', (target) => {
  for (let seed = 0; seed < 1500; seed += 1) {
    const text = target.make(seededRandom(seed));
    expect(
      () => {
        target.read(text);
      },
      `seed ${String(seed)}`,
    ).not.toThrow();
  }
});
