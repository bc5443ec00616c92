/** Names that share their beginning; '' for those that share it with no other. */
export interface NameGroup<T> {
  readonly prefix: string;
  readonly members: readonly T[];
}

const LEAST = 2;
const DEEPEST = 6;

/**
 * Named things by the words that their names begin with, words being parted by underscores. A beginning that more
 * than half of all share says nothing (`lupo_`), so the next word counts too. Groups come by name, and what stands
 * alone comes last.
 */
export function groupByPrefix<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
): readonly NameGroup<T>[] {
  const alone: T[] = [];
  const groups: NameGroup<T>[] = [];
  const split = (some: readonly T[], words: number): void => {
    const byPrefix = new Map<string, T[]>();
    for (const thing of some) {
      const prefix = firstWords(nameOf(thing), words);
      const group = byPrefix.get(prefix);
      if (group) group.push(thing);
      else byPrefix.set(prefix, [thing]);
    }
    for (const [prefix, members] of byPrefix) {
      if (members.length < LEAST || prefix === '') alone.push(...members);
      else if (members.length * 2 > things.length && words < DEEPEST) split(members, words + 1);
      else groups.push({ prefix, members });
    }
  };
  split(things, 1);
  groups.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  return alone.length === 0 ? groups : [...groups, { prefix: '', members: alone }];
}

/** A name up to the end of its nth word; underscores before the first belong to it. */
function firstWords(name: string, words: number): string {
  let at = 0;
  for (let word = 0; word < words; word += 1) {
    while (name[at] === '_') at += 1;
    while (at < name.length && name[at] !== '_') at += 1;
  }
  return name.slice(0, at);
}
