import { expect, it } from 'vitest';
import { satisfies } from '../../../scripts/packages.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a-darwin': { version: '1.0.0', optional: true },
};

it.each([
  ['all there', true, { 'node_modules/a': { version: '1.0.0' } }],
  [
    'all there, and what somebody added',
    true,
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': {} },
  ],
  ['one missing', false, {}],
  ['one of another version', false, { 'node_modules/a': { version: '1.0.1' } }],
  [
    'an optional one of another version',
    false,
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a-darwin': { version: '0.9.0' } },
  ],
])('packages: %s', (_what, expected, present) => {
  expect(satisfies(wanted, present)).toBe(expected);
});
