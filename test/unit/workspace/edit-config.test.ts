import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { dropSource, putPart, putSource } from '../../../electron/core/workspace/edit-config';

const TEXT = `# Ours.
name: Shop # the shop
reference: toon

sources:
  # The files.
  - id: toon
    kind: toon
    path: database/toon

  # The live one; ask Mira.
  - id: production
    kind: mysql
    url: mysql://app@db/shop # not the replica

# How they belong together.
federation:
  schemas:
    - name: shop
`;

const STAGING = { kind: 'mysql', id: 'staging', url: 'mysql://app@stage/shop' } as const;

describe('putSource', () => {
  it('adds a source behind the others and leaves every other byte alone', () => {
    const edited = putSource(TEXT, STAGING);
    const added = '  - id: staging\n    kind: mysql\n    url: mysql://app@stage/shop\n';
    expect(edited).toContain(`# not the replica\n${added}\n# How they belong`);
    expect(edited.replace(added, '')).toBe(TEXT);
  });

  it('replaces one source, with the comments around it kept', () => {
    const edited = putSource(TEXT, { ...STAGING, id: 'production', snapshot: 'p.json' }, 'production');
    expect(edited).toContain(
      '  # The live one; ask Mira.\n  - id: production\n    kind: mysql\n    url: mysql://app@stage/shop\n    snapshot: p.json\n\n# How',
    );
    expect(putSource(TEXT, { kind: 'toon', id: 'files', path: 'x' }, 'toon')).toContain(
      '  # The files.\n  - id: files\n    kind: toon\n    path: x\n\n  # The live one',
    );
  });

  it.each([
    ['nothing', ''],
    ['comments', '# nothing yet\n'],
    ['other keys', 'name: Shop\n'],
    ['an empty list', 'name: Shop\nsources: []\npolicy:\n  approvals: 2\n'],
    ['a list without indentation', 'sources:\n- id: a\n  kind: sql\n  path: a.sql\nname: Shop\n'],
    ['no line break at the end', 'sources:\n  - id: a\n    kind: sql\n    path: a.sql'],
  ])('adds to %s', (_name, text) => {
    const before = (text.trim() === '' || text.startsWith('#') ? {} : load(text)) as { sources?: unknown[] };
    expect(load(putSource(text, STAGING))).toEqual({
      ...before,
      sources: [...(before.sources ?? []), { ...STAGING }],
    });
  });

  it.each([
    ['a list on one line', 'sources: [{ id: a, kind: sql, path: a.sql }]\n'],
    ['anchors', 'sources:\n  - &a { id: a, kind: sql, path: a.sql }\nname: &n Shop\nreference: a\n'],
  ])('refuses, or says exactly what is wanted, in %s', (_name, text) => {
    let edited: string | undefined;
    try {
      edited = putSource(text, STAGING);
    } catch (error) {
      expect(error).toMatchObject({ code: 'unsupported' });
      expect((error as { more: { hint: string } }).more.hint).toContain('id: staging');
    }
    if (edited !== undefined) {
      const { sources } = load(edited) as { sources: unknown[] };
      expect(sources).toHaveLength(2);
      expect(sources[1]).toEqual({ ...STAGING });
    }
  });

  it('refuses an id that is not there', () => {
    expect(() => putSource(TEXT, STAGING, 'nobody')).toThrow('no source “nobody”');
  });
});

describe('dropSource', () => {
  it('takes a source out, and the reference that named it', () => {
    const edited = dropSource(TEXT, 'toon');
    expect(load(edited)).toEqual({
      name: 'Shop',
      sources: [{ id: 'production', kind: 'mysql', url: 'mysql://app@db/shop' }],
      federation: { schemas: [{ name: 'shop' }] },
    });
    expect(edited).toContain('# The live one; ask Mira.');
    expect(load(dropSource(edited, 'production'))).toMatchObject({ sources: [] });
  });
});

describe('putPart', () => {
  it('replaces, adds and takes out a part of the top', () => {
    const federation = { schemas: [{ name: 'shop', patterns: ['shop_*'] }, { name: 'other' }], budget: 9 };
    const edited = putPart(TEXT, 'federation', federation);
    expect(load(edited)).toEqual({ ...(load(TEXT) as object), federation });
    expect(edited.startsWith(TEXT.slice(0, TEXT.indexOf('federation:')))).toBe(true);
    expect(load(putPart(TEXT, 'ignore', ['a/**']))).toEqual({ ...(load(TEXT) as object), ignore: ['a/**'] });
    expect(putPart(putPart(TEXT, 'ignore', ['a/**']), 'ignore', undefined).trimEnd()).toBe(TEXT.trimEnd());
  });
});
