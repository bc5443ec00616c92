import type { Comparison } from './comparison';

const NUMBER = new Intl.NumberFormat('en-US');

/**
 * The sentences that say how things stand: `2 tables are missing from main-sql and 3 from production; 6 differ.
 * 111 agree.` Objects are called tables when they all are.
 */
export function describeComparison(comparison: Comparison): string {
  const { matrix, failed } = comparison;
  const { rows, counts } = matrix;
  const noun = rows.every((row) => row.object === 'table') ? 'table' : 'object';
  const differ = counts.different === 0 ? [] : [say(counts.different, 'differs', 'differ')];
  const clauses = [...listPresence(comparison), ...differ].map((clause, at) => {
    // The noun stands once, behind the first number.
    const [number = '', ...rest] = clause.split(' ');
    return at > 0 ? clause : [number, number === '1' ? noun : `${noun}s`, ...rest].join(' ');
  });
  const agree = counts.equal + counts.equivalent;
  const sentences = clauses.length === 0 ? [] : [`${clauses.join('; ')}.`];
  if (rows.length === 0) sentences.push('The sources state nothing to compare.');
  else if (agree < rows.length)
    sentences.push(agree === 0 ? 'None agrees everywhere.' : `${say(agree, 'agrees', 'agree')}.`);
  else
    sentences.push(agree === 1 ? `The one ${noun} agrees.` : `All ${NUMBER.format(agree)} ${noun}s agree.`);
  if (counts.unknown > 0) sentences.push(`${say(counts.unknown, 'cannot', 'cannot')} be told.`);
  if (failed.length > 0) sentences.push(`${list(failed.map(({ source }) => source))} could not be read.`);
  return sentences.join(' ');
}

/** `2 are missing from main-sql and 3 from production`, `1 is only in main-sql`. */
function listPresence({ matrix }: Comparison): string[] {
  const { sources, bySource, reference } = matrix;
  const clause = (status: 'missing' | 'extra', word: string, preposition: string, end: string): string[] => {
    const found = sources.flatMap(({ id }) => {
      const count = bySource.get(id)?.[status] ?? 0;
      return count === 0 ? [] : [{ id, count }];
    });
    const [first, ...more] = found;
    if (!first) return [];
    const verb = first.count === 1 ? 'is' : 'are';
    const parts = [
      `${NUMBER.format(first.count)} ${verb} ${word}${preposition} ${first.id}`,
      ...more.map(({ id, count }) => `${NUMBER.format(count)} ${preposition} ${id}`),
    ];
    return [`${list(parts)}${end}`];
  };
  const isPair = sources.length === 2;
  return [
    ...clause('missing', 'missing ', 'from', ''),
    ...clause(
      'extra',
      isPair ? 'only ' : '',
      'in',
      isPair ? '' : ` but not in ${reference ?? 'most others'}`,
    ),
  ];
}

function say(count: number, one: string, many: string): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
