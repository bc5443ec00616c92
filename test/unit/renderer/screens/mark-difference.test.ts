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
