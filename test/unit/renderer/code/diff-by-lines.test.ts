import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffByLines } from '../../../../renderer/code/diff-by-lines';

/** What both texts have, put together from the stretches between those that differ. */
function sharedOf(a: string, b: string): readonly [string, string] {
  let [ofA, ofB, atA, atB] = ['', '', 0, 0];
  for (const { fromA, toA, fromB, toB } of diffByLines(a, b)) {
    ofA += a.slice(atA, fromA);
    ofB += b.slice(atB, fromB);
    [atA, atB] = [toA, toB];
  }
  return [ofA + a.slice(atA), ofB + b.slice(atB)];
}

describe('a comparison line by line', () => {
  it('finds the one line that changed, between lines that repeat', () => {
    const a = 'CREATE TABLE a (\n  id int,\n  x int\n);\nCREATE TABLE b (\n  id int,\n  x int\n);\n';
    const b = a.replace('b (\n  id int,\n  x int', 'b (\n  id int,\n  x bigint');
    const [only, ...more] = diffByLines(a, b);
    expect(more).toEqual([]);
    expect(a.slice(only?.fromA, only?.toA)).toBe('  x int\n');
    expect(b.slice(only?.fromB, only?.toB)).toBe('  x bigint\n');
  });

  it('finds a hundred changes among ten thousand lines, each by itself', () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `CREATE TABLE t${String(at)} (id int);\n`);
    const changed = lines.map((line, at) => (at % 100 === 7 ? line.replace('int', 'bigint') : line));
    const found = diffByLines(lines.join(''), changed.join(''));
    expect(found).toHaveLength(100);
    expect(found.every(({ fromA, toA }) => toA - fromA < 40)).toBe(true);
  });

  it('tells lines that come and go at either end, and a last line without its end', () => {
    expect(diffByLines('b\nc', 'a\nb\nc')).toEqual([{ fromA: 0, toA: 0, fromB: 0, toB: 2 }]);
    expect(diffByLines('a\nb\n', 'a\n')).toEqual([{ fromA: 2, toA: 4, fromB: 2, toB: 2 }]);
    expect(diffByLines('', 'a')).toEqual([{ fromA: 0, toA: 0, fromB: 0, toB: 1 }]);
    expect(diffByLines('same\n', 'same\n')).toEqual([]);
  });

  it('leaves the same text on both sides, whatever the texts are', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\n', 'unique 1\n', 'unique 2\n', '\n', 'end'), { maxLength: 30 })
      .map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [ofA, ofB] = sharedOf(a, b);
        expect(ofA).toBe(ofB);
      }),
    );
  });
});
