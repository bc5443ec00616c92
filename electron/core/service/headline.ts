import type { Comparison } from './comparison';

const NUMBER = new Intl.NumberFormat('en-US');

/**
 * The sentence that says how things stand: `2 tables are missing from main-sql and 6 differ. 111 agree.`
 * Objects are called tables when they all are.
 */
export function describeComparison(comparison: Comparison): string {
  const { matrix, failed } = comparison;
  const { rows, counts, bySource, sources } = matrix;
  const isTables = rows.every((row) => row.object === 'table');
  const nounOf = (count: number): string => (isTables ? 'table' : 'object') + (count === 1 ? '' : 's');
  const parts: string[] = [];
  const add = (count: number, singular: string, plural: string): void => {
    if (count === 0) return;
    const noun = parts.length > 0 ? '' : ` ${nounOf(count)}`;
    parts.push(`${NUMBER.format(count)}${noun} ${count === 1 ? singular : plural}`);
  };
  for (const { id } of sources) {
    const count = bySource.get(id)?.missing ?? 0;
    add(count, `is missing from ${id}`, `are missing from ${id}`);
  }
  for (const { id } of sources) {
    const where =
      sources.length === 2 ? `only in ${id}` : `in ${id} but not in ${matrix.reference ?? 'most'}`;
    add(bySource.get(id)?.extra ?? 0, `is ${where}`, `are ${where}`);
  }
  add(counts.different, 'differs', 'differ');
  const agree = counts.equal + counts.equivalent;
  const sentences = parts.length > 0 ? [`${list(parts)}.`] : [];
  if (rows.length === 0) sentences.push('The sources state nothing to compare.');
  else if (agree < rows.length)
    sentences.push(`${NUMBER.format(agree)} ${agree === 1 ? 'agrees' : 'agree'}.`);
  else if (agree === 1) sentences.push(`The one ${nounOf(1)} agrees.`);
  else sentences.push(`All ${NUMBER.format(agree)} ${nounOf(agree)} agree.`);
  if (counts.unknown > 0) sentences.push(`Of ${NUMBER.format(counts.unknown)} it cannot be told.`);
  if (failed.length > 0) sentences.push(`${list(failed.map(({ source }) => source))} could not be read.`);
  return sentences.join(' ');
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
