import { expect, test } from 'vitest';
import { isProduction, looksLikeProduction } from '../../../shared/run';

test('a name says that people depend on it only as a word of its own', () => {
  expect(['production', 'prod-1', 'my_live', 'live', 'MAIN'].every(looksLikeProduction)).toBe(true);
  expect(['product_catalog', 'staging', 'delivery', 'local', 'remaining'].some(looksLikeProduction)).toBe(
    false,
  );
});

test('the policy’s list counts in place of names, the empty list too', () => {
  expect(isProduction('production', {})).toBe(true);
  expect(isProduction('production', { production: ['shop'] })).toBe(false);
  expect(isProduction('shop', { production: ['shop'] })).toBe(true);
  expect(isProduction('production', { production: [] })).toBe(false);
});
