import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markDifference } from '../../../../renderer/screens/table/mark-difference';

describe('marking what differs in a text', () => {
  it('marks the width that differs, and nothing else', () => {
    const marked = markDifference('varchar(20) NOT NULL', 'varchar(50) NOT NULL').filter(
      ({ differs }) => differs,
    );
    expect(marked).toEqual([{ text: '20', differs: true }]);
  });

  it('marks a value that an enum has more', () => {
    const marked = markDifference("enum('a','b','c')", "enum('a','b')").filter(({ differs }) => differs);
    expect(marked.map(({ text }) => text).join('')).toBe(",'c'");
  });

  it('marks of the parts that differ, and not how the others are spelled', () => {
    const marked = (text: string, other: string, parts: readonly string[]): readonly string[] =>
      markDifference(text, other, parts).flatMap(({ text: piece, differs }) => (differs ? [piece] : []));
    const toon = 'tinyint unsigned NULL';
    const live = "tinyint(3) unsigned NULL DEFAULT NULL COMMENT '1 to 5 stars'";
    expect(marked(live, toon, ['1 to 5 stars'])).toEqual(["'1 to 5 stars'"]);
    expect(marked("int NOT NULL DEFAULT '1'", 'int unsigned NOT NULL DEFAULT 1', ['int'])).toEqual([]);
    expect(marked('int unsigned NOT NULL DEFAULT 1', "int NOT NULL DEFAULT '1'", ['int unsigned'])).toEqual([
      'unsigned',
    ]);
    expect(marked('UNIQUE (`a`)', 'INDEX (`a`)', ['unique'])).toEqual(['UNIQUE']);
    // A part that the text does not spell out: everything is marked, rather than nothing.
    expect(marked('bigint', 'bigint(20) NOT NULL', ['NULL'])).toEqual(
      marked('bigint', 'bigint(20) NOT NULL', []),
    );
    expect(marked(live, toon, ['not in it'])).toEqual(marked(live, toon, []));
  });

  it('loses no character of any text, and marks nothing in equal ones', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, other) => {
        fc.pre(text.isWellFormed());
        expect(
          markDifference(text, other)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
        expect(markDifference(text, text).some(({ differs }) => differs)).toBe(false);
      }),
    );
  });
});
