import { describe, expect, it } from 'vitest';
import { choosePair, wayOf } from '../../../../../renderer/screens/sync/choose-pair';

const sources = [
  { id: 'toon', kind: 'toon', reference: true, state: 'read' },
  { id: 'sql', kind: 'sql', reference: false, state: 'read' },
  { id: 'production', kind: 'mysql', reference: false, state: 'read' },
] as const;

describe('what follows what', () => {
  it('makes the database follow the reference when nobody says otherwise', () => {
    expect(choosePair(sources, { target: undefined, follow: undefined })).toEqual({
      target: 'production',
      follow: 'toon',
    });
  });

  it('takes what the address says, and never makes a source follow itself', () => {
    expect(choosePair(sources, { target: 'toon', follow: 'production' })).toEqual({
      target: 'toon',
      follow: 'production',
    });
    expect(choosePair(sources, { target: 'toon', follow: undefined })?.follow).not.toBe('toon');
    expect(choosePair(sources, { target: 'sql', follow: 'sql' })).toEqual({
      target: 'production',
      follow: 'sql',
    });
    expect(choosePair(sources, { target: 'gone', follow: 'gone' })).toEqual({
      target: 'production',
      follow: 'toon',
    });
  });

  it('proposes nothing that could not be read, but for the reference that was chosen', () => {
    const nothing = { target: undefined, follow: undefined };
    const without = (failed: string, reference: string | undefined) =>
      choosePair(
        sources.map((source) => ({
          ...source,
          reference: source.id === reference,
          state: source.id === failed ? ('failed' as const) : ('read' as const),
        })),
        nothing,
      );
    expect(without('toon', undefined)).toEqual({ target: 'production', follow: 'sql' });
    expect(without('production', 'toon')).toEqual({ target: 'sql', follow: 'toon' });
    expect(without('toon', 'toon')).toEqual({ target: 'production', follow: 'toon' });
  });

  it('needs two sources', () => {
    expect(choosePair(sources.slice(0, 1), { target: undefined, follow: undefined })).toBeUndefined();
  });

  it('writes files at once, and plans for everything else', () => {
    expect(wayOf('toon')).toBe('files');
    expect(wayOf('mysql')).toBe('plan');
  });
});
