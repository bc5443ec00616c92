import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatPlace,
  makePlace,
  objectOfPlace,
  parsePlace,
  placeOfObject,
} from '../../../../renderer/state/place';

describe('places in the address', () => {
  it('reads back what it wrote, whatever the names hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (schema, name) => {
          // Half a surrogate pair is no text that an address can hold.
          fc.pre(schema.isWellFormed() && name.isWellFormed());
          const place = placeOfObject({ object: 'view', schema, name }, { row: name });
          const read = parsePlace(formatPlace(place));
          expect(read).toEqual(place);
          expect(read && objectOfPlace(read)).toEqual({ object: 'view', schema, name });
        },
      ),
    );
  });

  it('keeps __proto__ an ordinary name', () => {
    const place = parsePlace('#/table/__proto__/constructor?__proto__=1');
    expect(place?.path).toEqual(['__proto__', 'constructor']);
    expect(place?.query.get('__proto__')).toBe('1');
  });

  it('leaves out what is empty, and knows no screen that is none', () => {
    expect(formatPlace(makePlace('drift', [], { text: '', source: undefined, schema: 'a' }))).toBe(
      '#/drift?schema=a',
    );
    expect(parsePlace('#/nowhere')).toBeUndefined();
    expect(parsePlace('')).toBeUndefined();
    expect(parsePlace('#/table/50%/x')?.path).toEqual(['50%', 'x']);
  });
});
