import { expect, test, vi } from 'vitest';
import { seededRandom } from '../../fuzz/random';
import { toonTarget } from '../../fuzz/toon';
import { yamlTarget } from '../../fuzz/yaml';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

// A few of the texts that test/fuzz/run-files.ts makes for minutes.
test.each([toonTarget, yamlTarget])('$name: no broken text breaks the reader', (target) => {
  for (let seed = 0; seed < 400; seed += 1) {
    const text = target.make(seededRandom(seed));
    expect(
      () => {
        target.read(text);
      },
      `seed ${String(seed)}`,
    ).not.toThrow();
  }
});
