import { describe, expect, it } from 'vitest';
import { printFederation, readFederation } from '../../../electron/core/workspace/read-federation';

describe('readFederation', () => {
  it('reads what stands below the key, and gives it back', () => {
    const text = "# ours\nschemas:\n  - name: shop\n    patterns: ['shop_*']\n    limit: 5\nbudget: 9\n";
    const federation = readFederation(text);
    expect(federation).toEqual({ schemas: [{ name: 'shop', patterns: ['shop_*'], limit: 5 }], budget: 9 });
    expect(readFederation(printFederation(federation))).toEqual(federation);
    expect(readFederation('\n# nothing\n')).toBeUndefined();
    expect(printFederation(undefined)).toBe('');
  });

  it.each([
    ['a mistake of YAML', 'schemas:\n  - name: [', 'Line 2'],
    ['a key that is not known', 'schemas:\n  - name: shop\n    pattern: [x]\n', 'Line 3'],
    ['a value that cannot be', 'schemas:\n  - name: shop\n    limit: 0\n', 'Line 3'],
    ['another key beside it', 'schemas:\n  - name: shop\nsources: []\n', 'sources'],
    ['no list', 'schemas: 5\n', 'Line 1'],
  ])('refuses %s, with its place', (_name, text, place) => {
    expect(() => readFederation(text)).toThrow(place);
  });
});
