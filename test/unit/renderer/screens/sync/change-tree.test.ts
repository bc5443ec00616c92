import { describe, expect, it } from 'vitest';
import type { WireChange } from '../../../../../shared/api';
import { changeRows } from '../../../../../renderer/screens/sync/change-tree';
import { choose, isChosen, NO_CHOICES, planInput } from '../../../../../renderer/screens/sync/plan-choices';

function aChange(id: string, more: Partial<WireChange> = {}): WireChange {
  return {
    id,
    kind: 'create',
    schema: 'core',
    object: 'table',
    name: 'users',
    part: 'column',
    partName: id,
    attribute: '',
    sentence: `add column ${id}`,
    risk: { kind: 'safe' },
    chosen: true,
    cause: [],
    ...more,
  };
}

const drop = aChange('legacy', {
  kind: 'drop',
  risk: { kind: 'held', class: 'drop', reason: 'the column and its values are lost', losesData: true },
  chosen: false,
});
const refused = aChange('functional', {
  refusal: { reason: 'not on MariaDB', alternative: 'a generated column' },
  chosen: false,
});
const all = {
  folded: new Set<string>(),
  view: 'all' as const,
  text: '',
  isChosen: (change: WireChange) => isChosen(NO_CHOICES, change),
};

describe('the tree of changes', () => {
  it('groups by schema and object, and folds', () => {
    const changes = [aChange('a'), drop, aChange('t', { name: 'tickets', part: 'object', partName: '' })];
    const rows = changeRows(changes, all);
    expect(
      rows.map((row) => [row.kind, row.level, row.kind === 'group' ? row.label : row.change.id]),
    ).toEqual([
      ['group', 0, 'core'],
      ['group', 1, 'users'],
      ['change', 2, 'a'],
      ['change', 2, 'legacy'],
      ['change', 1, 't'],
    ]);
    const folded = changeRows(changes, {
      ...all,
      folded: new Set([JSON.stringify(['core', 'table', 'users'])]),
    });
    expect(folded).toHaveLength(3);
  });

  it('counts what is chosen and what is held, and leaves refused changes out of the count', () => {
    const [schema] = changeRows([aChange('a'), drop, refused], all);
    expect(schema).toMatchObject({ choice: 'some', total: 2, chosen: 1, held: 1, safeIds: ['a'] });
  });

  it('shows only what is held, or what holds the text', () => {
    expect(changeRows([aChange('a'), drop], { ...all, view: 'held' }).at(-1)).toMatchObject({
      key: 'legacy',
    });
    expect(changeRows([aChange('a'), drop], { ...all, text: ' LEGACY ' })).toHaveLength(2);
  });

  it('keeps apart names that look alike when glued together', () => {
    const rows = changeRows(
      [
        aChange('x', { schema: 'a.b', name: 'c' }),
        aChange('y', { schema: 'a', name: 'b.c' }),
        aChange('z', { schema: '__proto__', name: 'constructor' }),
      ],
      all,
    );
    expect(rows.filter((row) => row.kind === 'group' && row.level === 0)).toHaveLength(3);
  });
});

describe('choices', () => {
  it('turns a held change on and a safe one off, and back to nothing said', () => {
    const safe = aChange('a');
    const both = choose(choose(NO_CHOICES, [drop], true), [safe], false);
    expect(both).toMatchObject({ on: ['legacy'], off: ['a'] });
    expect(isChosen(both, drop)).toBe(true);
    expect(isChosen(both, safe)).toBe(false);
    expect(choose(choose(both, [drop], false), [safe], true)).toEqual(NO_CHOICES);
  });

  it('never chooses what is refused', () => {
    expect(choose(NO_CHOICES, [refused], true)).toEqual(NO_CHOICES);
    expect(isChosen({ ...NO_CHOICES, on: ['functional'] }, refused)).toBe(false);
  });

  it('asks the same question for the same choices, whatever their order', () => {
    const one = planInput('production', 'toon', { ...NO_CHOICES, on: ['b', 'a'] });
    expect(one).toEqual(planInput('production', 'toon', { ...NO_CHOICES, on: ['a', 'b'] }));
    expect(planInput('production', 'toon', NO_CHOICES)).not.toHaveProperty('include');
  });
});
