import type { MatrixRow } from '../../../shared/drift/build-matrix';
import type { DriftStatus } from '../../../shared/drift/difference';
import type { Comparison } from './comparison';

const NUMBER = new Intl.NumberFormat('en-US');

/** More sources than this are not named one by one: nobody reads such a sentence. */
const MOST_NAMED = 4;

/** Objects, and what is said of them: `are missing from main-sql`. The number and the noun stand before it. */
interface Clause {
  readonly count: number;
  readonly noun: string;
  readonly said: string;
}

/**
 * The sentences that say how things stand: `2 tables are missing from main-sql and 3 from production; 6 differ.
 * 111 agree.` Objects are called tables when they all are. `rows` are those that are spoken of; all when left out.
 */
export function describeComparison(
  comparison: Comparison,
  rows: readonly MatrixRow[] = comparison.matrix.rows,
  ignored: ReadonlyMap<MatrixRow, number> = new Map(),
): string {
  const withStatus = (...statuses: readonly DriftStatus[]): readonly MatrixRow[] =>
    rows.filter(({ status }) => statuses.includes(status));
  const different = withStatus('different');
  const unknown = withStatus('unknown').length;
  const agree = withStatus('equal', 'equivalent').length;
  const clauses = [
    ...listPresence(comparison, rows),
    ...(different.length === 0 ? [] : [clauseOf(different, different.length === 1 ? 'differs' : 'differ')]),
  ];
  const sentences = clauses.length === 0 ? [] : [`${joinClauses(clauses)}.`];
  if (rows.length === 0) sentences.push('There is nothing to compare.');
  else if (agree < rows.length)
    sentences.push(agree === 0 ? 'None agrees everywhere.' : `${say(agree, 'agrees', 'agree')}.`);
  else if (agree === 1) sentences.push(`The one ${nounOf(rows, 1)} agrees.`);
  else sentences.push(`All ${NUMBER.format(agree)} ${nounOf(rows, agree)} agree.`);
  const lived = rows.filter((row) => ignored.has(row));
  if (lived.length > 0) {
    const count = lived.reduce((sum, row) => sum + (ignored.get(row) ?? 0), 0);
    sentences.push(`${say(count, 'difference is', 'differences are')} ignored.`);
  }
  if (unknown > 0) sentences.push(`${say(unknown, 'cannot', 'cannot')} be told.`);
  const { failed } = comparison;
  if (failed.length > 0) sentences.push(`${list(failed.map(({ source }) => source))} could not be read.`);
  return sentences.join(' ');
}

/** `are missing from main-sql and 3 from production`, `is only in main-sql`. */
function listPresence({ matrix }: Comparison, rows: readonly MatrixRow[]): readonly Clause[] {
  const { sources, reference } = matrix;
  const clause = (
    from: readonly MatrixRow[],
    status: DriftStatus,
    [word, preposition, end]: readonly [string, string, string],
  ): readonly Clause[] => {
    const found = sources.flatMap(({ id }) => {
      const of = from.filter(({ cells }) =>
        cells.some((cell) => cell.source === id && cell.status === status),
      );
      return of.length === 0 ? [] : [{ id, of }];
    });
    const [first, ...more] = found;
    if (!first) return [];
    if (found.length > MOST_NAMED) {
      const concerned = from.filter(({ cells }) => cells.some((cell) => cell.status === status));
      const most = found.reduce((top, one) => (one.of.length > top.of.length ? one : top));
      const verb = concerned.length === 1 ? 'is' : 'are';
      const where = status === 'missing' ? 'missing somewhere' : 'somewhere';
      return [
        {
          count: concerned.length,
          noun: nounOf(concerned, concerned.length),
          said: `${verb} ${where}${end} (${NUMBER.format(most.of.length)} of them ${preposition} ${most.id})`,
        },
      ];
    }
    const said = [
      `${first.of.length === 1 ? 'is' : 'are'} ${word}${preposition} ${first.id}`,
      ...more.map(({ id, of }) => `${NUMBER.format(of.length)} ${preposition} ${id}`),
    ];
    const all = found.flatMap(({ of }) => of);
    return [{ count: first.of.length, noun: nounOf(all, first.of.length), said: `${list(said)}${end}` }];
  };
  if (sources.length === 2)
    return [
      ...clause(rows, 'missing', ['missing ', 'from', '']),
      ...clause(rows, 'extra', ['only ', 'in', '']),
    ];
  // Where the reference cannot state an object, the others were measured by their majority.
  const measured = rows.filter(({ measure }) => reference !== undefined && measure === reference);
  const others = rows.filter(({ measure }) => reference === undefined || measure !== reference);
  return [
    ...clause(rows, 'missing', ['missing ', 'from', '']),
    ...clause(measured, 'extra', ['', 'in', ` but not in ${reference ?? ''}`]),
    ...clause(others, 'extra', [
      '',
      'in',
      reference === undefined ? ' but not in most others' : ' but not elsewhere',
    ]),
  ];
}

function clauseOf(rows: readonly MatrixRow[], said: string): Clause {
  return { count: rows.length, noun: nounOf(rows, rows.length), said };
}

/** The noun stands behind the first number, and again where it becomes another. */
function joinClauses(clauses: readonly Clause[]): string {
  let before = '';
  return clauses
    .map(({ count, noun, said }) => {
      const kind = noun.replace(/s$/, '');
      const shown = kind === before ? '' : ` ${noun}`;
      before = kind;
      return `${NUMBER.format(count)}${shown} ${said}`;
    })
    .join('; ');
}

function nounOf(rows: readonly MatrixRow[], count: number): string {
  const noun = rows.every(({ object }) => object === 'table') ? 'table' : 'object';
  return count === 1 ? noun : `${noun}s`;
}

function say(count: number, one: string, many: string): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
