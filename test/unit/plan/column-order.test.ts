import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMoves } from '../../../shared/plan/column-order';

/** Does what servers do with ADD and MODIFY … AFTER, one column after the other, left to right. */
function apply(
  present: readonly string[],
  wanted: readonly string[],
  moves: ReadonlySet<string>,
): readonly string[] {
  const list = present.filter((name) => wanted.includes(name));
  wanted.forEach((name, at) => {
    if (!moves.has(name)) return;
    list.splice(list.indexOf(name), 1);
    const after = wanted[at - 1];
    list.splice(after === undefined ? 0 : list.indexOf(after) + 1, 0, name);
  });
  return list;
}

describe('findMoves', () => {
  it('moves nothing when the order is right', () => {
    expect(findMoves(['a', 'b', 'c'], ['a', 'b', 'c']).size).toBe(0);
  });

  it('moves one column, not the two that it jumps over', () => {
    expect([...findMoves(['a', 'b', 'c'], ['c', 'a', 'b'])]).toEqual(['c']);
  });

  it('ignores columns that go and columns that come', () => {
    expect(findMoves(['a', 'gone', 'b'], ['a', 'new', 'b']).size).toBe(0);
  });

  it('always leads to the wanted order', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 0 }), (wanted) => {
        const present = names.filter((name) => wanted.includes(name));
        expect(apply(present, wanted, findMoves(present, wanted))).toEqual(wanted);
      }),
    );
  });

  it('moves fewer columns than there are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (names, seed) => {
          const wanted = [...names].sort(
            (a, b) => ((a.length * 31 + seed) % 7) - ((b.length * 31 + seed) % 7),
          );
          expect(findMoves(names, wanted).size).toBeLessThan(names.length);
        },
      ),
    );
  });
});
