import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { cutCell, setColumns } from '../../../electron/cli/text/columns';
import { countOf, listOf } from '../../../electron/cli/text/count';
import { takesColor, takesUnicode } from '../../../electron/cli/text/style';

describe('setColumns', () => {
  it('lines up wide, combining and coloured cells', () => {
    const lines = setColumns(
      [
        ['表', '1', 'x'],
        ['e\u0301', '22', 'x'],
        ['\u001b[31mred\u001b[39m', '333', 'x'],
      ],
      ['left', 'right'],
    );
    const places = lines.map((line) => stringWidth(line.slice(0, line.lastIndexOf('x'))));
    expect(new Set(places)).toEqual(new Set([10]));
    expect(lines[0]).toBe('表     1  x');
  });

  it('leaves no space at the end of a line', () => {
    expect(
      setColumns([
        ['a', ''],
        ['b', 'c'],
      ]),
    ).toEqual(['a', 'b  c']);
  });
});

describe('cutCell', () => {
  it('is never wider than it may be, and keeps what fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (text, width) => {
          const cut = cutCell(text, width);
          expect(stringWidth(cut)).toBeLessThanOrEqual(width);
          if (stringWidth(text) <= width) expect(cut).toBe(text);
        },
      ),
    );
  });
});

describe('counts and lists', () => {
  it.each([
    [0, '0 tables'],
    [1, '1 table'],
    [1204, '1,204 tables'],
  ])('says %d as %s', (count, text) => {
    expect(countOf(count, 'table')).toBe(text);
  });

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('lists %j', (names, text) => {
    expect(listOf(names)).toBe(text);
  });
});

describe('what a terminal takes', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('colours with %j, terminal %j: %j', (env, terminal, expected) => {
    expect(takesColor(env, terminal)).toBe(expected);
  });

  it.each([
    [{ LANG: 'en_US.UTF-8' }, 'linux', true],
    [{ LANG: 'C' }, 'linux', false],
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'linux', false],
    [{}, 'linux', true],
    [{}, 'win32', false],
  ])('signs beyond ASCII with %j on %s: %j', (env, platform, expected) => {
    expect(takesUnicode(env, platform)).toBe(expected);
  });
});
