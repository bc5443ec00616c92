import { expect, it } from 'vitest';
import { readTreeKey } from '../../../renderer/primitives/tree-keys';

const ROWS = [
  { kind: 'group', key: 'shop', level: 1, open: true },
  { kind: 'object', key: 'goods', level: 2 },
  { kind: 'group', key: 'views', level: 2, open: false },
  { kind: 'object', key: 'last', level: 2 },
];
const ask = (key: string, at: number) => readTreeKey(key, ROWS, at, 2);

it.each([
  ['ArrowDown', 1, 2],
  ['ArrowUp', 1, 0],
  ['Home', 3, 0],
  ['End', 0, 3],
  ['PageDown', 1, 3],
  ['PageUp', 3, 1],
])('%s from row %i goes to row %i', (key, at, to) => {
  expect(ask(key, at)).toEqual({ kind: 'row', at: to });
});

it('goes into an open group, opens a closed one, and has nothing to the right of an object', () => {
  expect(ask('ArrowRight', 0)).toEqual({ kind: 'row', at: 1 });
  expect(ask('ArrowRight', 2)).toEqual({ kind: 'fold', key: 'views', closed: false });
  expect(ask('ArrowRight', 1)).toBeUndefined();
});

it('closes an open group, and goes from anything else to what it is in', () => {
  expect(ask('ArrowLeft', 0)).toEqual({ kind: 'fold', key: 'shop', closed: true });
  expect(ask('ArrowLeft', 3)).toEqual({ kind: 'row', at: 0 });
  expect(ask('ArrowLeft', 2)).toEqual({ kind: 'row', at: 0 });
});

it('leaves other keys, and a tree without rows, alone', () => {
  expect(ask('Enter', 0)).toBeUndefined();
  expect(readTreeKey('ArrowDown', [], 0, 2)).toBeUndefined();
});
