import type { Column, Partition, Partitioning, PartitionScheme } from '../model';
import { canonicalExpression } from '../expression/canonical-expression';
import type { Expression } from '../expression/expression';
import { foldExpression } from '../expression/fold-expression';
import { parseExpression } from '../expression/parse-expression';
import { lexExpression } from '../expression/lex-expression';
import { storeDefinitionText } from './astral-rules';
import type { NormaliseContext } from './context';
import { resolveColumnName } from './index-rules';
import { canonicalEngine } from './option-rules';
import { toDateText } from './temporal-text';

/** One spelling of a partitioning: expressions canonical, defaults left out, values as servers store them. */
export function applyPartitioning(
  partitioning: Partitioning,
  columns: ReadonlyMap<string, Column>,
  engine: string,
  context: NormaliseContext,
): Partitioning {
  const named = partitioning.partitions.length > 0;
  const namedBelow = partitioning.partitions.some(({ subpartitions }) => subpartitions.length > 0);
  const subpartition =
    partitioning.subpartition && applyScheme(partitioning.subpartition, columns, context, namedBelow);
  const isLists = partitioning.scheme.method === 'list';
  return {
    // PARTITIONS n beside n partitions says the same twice.
    scheme: applyScheme(partitioning.scheme, columns, context, named),
    ...(subpartition === undefined ? {} : { subpartition }),
    partitions: partitioning.partitions.map((partition) =>
      applyPartition(partition, isLists, engine, context),
    ),
  };
}

function applyScheme(
  scheme: PartitionScheme,
  columns: ReadonlyMap<string, Column>,
  context: NormaliseContext,
  isListed: boolean,
): PartitionScheme {
  if (scheme.method === 'system_time') return applySystemTime(scheme, isListed);
  const { expression, count, algorithm, columns: names, ...rest } = scheme;
  return {
    ...rest,
    ...(expression === undefined
      ? {}
      : { expression: canonicalExpression(expression, context.flavor) ?? expression }),
    ...(names === undefined ? {} : { columns: names.map((name) => resolveColumnName(name, columns)) }),
    // 2 is the default since MySQL 5.5.31.
    ...(algorithm === undefined || algorithm === 2 ? {} : { algorithm }),
    ...(count === undefined || isListed ? {} : { count }),
  };
}

/**
 * PARTITION BY SYSTEM_TIME as MariaDB (10.11) stores it: weeks as days, quarters as months, STARTS as a TIMESTAMP, and two
 * partitions where neither a number nor a list is given.
 */
function applySystemTime(scheme: PartitionScheme, isListed: boolean): PartitionScheme {
  const { expression, count, ...rest } = scheme;
  const text = expression
    ?.replace(/\s+/g, ' ')
    .replace(/^interval (\d{1,9}) (week|quarter)\b/i, (_, digits: string, unit: string) =>
      unit.toLowerCase() === 'week'
        ? `INTERVAL ${String(Number(digits) * 7)} DAY`
        : `INTERVAL ${String(Number(digits) * 3)} MONTH`,
    )
    .replace(/^[^']+/, (words) => words.toUpperCase())
    .replace(/\bSTARTS (?:TIMESTAMP ?)?'/, "STARTS TIMESTAMP'")
    .replace(/'([^']*)$/, (_, end: string) => `'${end.toUpperCase()}`)
    .trim();
  return {
    ...rest,
    ...(text === undefined || text === '' ? {} : { expression: text }),
    ...(isListed ? {} : { count: count ?? 2 }),
  };
}

function applyPartition(
  partition: Partition,
  isList: boolean,
  engine: string,
  context: NormaliseContext,
): Partition {
  const { values } = partition;
  return {
    name: partition.name,
    ...(values === undefined
      ? {}
      : { values: { kind: values.kind, text: canonicalValues(values.text, isList, context) } }),
    options: keepOptions(partition.options, engine, context),
    subpartitions: partition.subpartitions.map(({ name, options }) => ({
      name,
      options: keepOptions(options, engine, context),
    })),
  };
}

/** Each value canonical; `(MAXVALUE)` is MAXVALUE; NULL comes first in LIST partitions, as servers store it. */
function canonicalValues(text: string, isList: boolean, context: NormaliseContext): string {
  const items = splitList(text);
  if (!items) return text.trim();
  const canonical = items.map((item) => {
    const upper = item.trim().toUpperCase();
    if (upper === 'MAXVALUE' || upper === '(MAXVALUE)') return 'MAXVALUE';
    return foldConstant(item, context) ?? canonicalExpression(item, context.flavor) ?? item.trim();
  });
  if (isList) {
    const nulls = canonical.filter((item) => item === 'null');
    return [...nulls, ...canonical.filter((item) => item !== 'null')].join(',');
  }
  return canonical.join(',');
}

/** What servers compute when they store a partition's limit, as far as it depends on nothing else: TO_DAYS of a text, sums. */
function foldConstant(item: string, context: NormaliseContext): string | undefined {
  const parsed = parseExpression(item, { flavor: context.flavor });
  const value = parsed && evaluateConstant(foldExpression(parsed, context.flavor.vendor));
  return value?.toString();
}

function evaluateConstant(expression: Expression): bigint | undefined {
  switch (expression.kind) {
    case 'number':
      return /^-?\d{1,20}$/.test(expression.value) ? BigInt(expression.value) : undefined;
    case 'binary': {
      const left = evaluateConstant(expression.left);
      const right = evaluateConstant(expression.right);
      if (left === undefined || right === undefined) return undefined;
      if (expression.operator === '+') return left + right;
      if (expression.operator === '-') return left - right;
      return expression.operator === '*' ? left * right : undefined;
    }
    case 'call': {
      const [text] = expression.arguments;
      if (expression.arguments.length !== 1 || text?.kind !== 'string') return undefined;
      const date = toDateText(text.value);
      if (date === undefined) return undefined;
      if (expression.name === 'year') return BigInt(date.slice(0, 4));
      return expression.name === 'to_days' ? toDays(date) : undefined;
    }
    default:
      return undefined;
  }
}

/** Days since year 0, as TO_DAYS counts them; undefined for a date that the calendar does not have. */
function toDays(date: string): bigint | undefined {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : BigInt(Math.round(time / 86_400_000) + 719_528);
}

/**
 * True when a limit is something that only a server can work out: a computation, such as UNIX_TIMESTAMP of a local time,
 * or a text as the bytes of the column's charset.
 */
export function needsServerToCompute(partitioning: Partitioning): boolean {
  return partitioning.partitions.some(
    ({ values }) => values !== undefined && /[a-z_]\w*\(|\b0x[\da-f]|\bx'|_\w+ ?['0]/i.test(values.text),
  );
}

/** The parts of a list between the commas that stand in no parentheses; undefined for text that is no list. */
function splitList(text: string): readonly string[] | undefined {
  const tokens = lexExpression(text);
  if (!tokens) return undefined;
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === '\\' && quote !== '`') at += 1;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"' || char === '`') quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function keepOptions(
  options: ReadonlyMap<string, string>,
  engine: string,
  { flavor }: NormaliseContext,
): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of options) {
    if (name === 'engine' && canonicalEngine(value).toLowerCase() === engine.toLowerCase()) continue;
    if (name === 'tablespace' && flavor.vendor === 'mariadb') continue;
    if ((name === 'comment' && value === '') || (/^(?:max|min)_rows$/.test(name) && value === '0')) continue;
    // Servers write a slash behind a directory.
    kept.set(
      name,
      name === 'comment'
        ? storeDefinitionText(value)
        : name.endsWith('directory')
          ? value.replace(/\/$/, '')
          : value,
    );
  }
  return kept;
}
