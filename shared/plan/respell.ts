import type { PartDiff } from '../drift/difference';
import type { Check, Column, ForeignKey, Table } from '../model';
import { rebuildCheck } from './alter-keys';
import type { Clause } from './clause';
import { combinePredictions, INSTANT, IN_PLACE_REBUILD } from './clause';
import { printDefinition, type ColumnAlteration } from './column-alteration';
import { byName, foldName } from './fold-name';
import { checkText, not, sameOption, tableIs } from './guard';
import { namesIn } from './order-views';
import type { TablePair } from './table-pair';
import { printOptionValue } from '../sql/print-option-value';

/*
 * Spellings that mean the same, and that servers keep and show: a charset that is repeated on a column and RESTRICT against
 * nothing said (MySQL), a row format that is the default anyway, the text of a check. They are no difference, and alone change nothing; where
 * a table changes anyway, it gets those of the wanted side.
 */

/** Does a column say a charset or collation of its own? */
export function isCharsetStated({ type }: Column): boolean {
  return type.charset !== undefined || type.collation !== undefined;
}

/**
 * A composed table whose unchanged columns, foreign keys and checks say what the wanted ones say, and no more, where both mean
 * the same in the composed table. `parts` are the differences between the present and the wanted table.
 */
export function respell(
  composed: Table,
  to: Table,
  normals: { readonly normalFrom: Table; readonly normalTo: Table },
  parts: readonly PartDiff[],
): Table {
  const { options } = composed;
  const charset = options.charset ?? normals.normalFrom.options.charset;
  const collation = options.collation ?? normals.normalFrom.options.collation;
  const stated = byName(to.columns);
  const [normalFrom, normalTo] = [byName(normals.normalFrom.columns), byName(normals.normalTo.columns)];
  const respellColumn = (column: Column): Column => {
    const key = foldName(column.name);
    const wanted = stated.get(key);
    if (wanted === undefined || isCharsetStated(wanted) === isCharsetStated(column)) return column;
    if (column.type.binary === true || wanted.type.binary === true) return column;
    const [now, then] = [normalFrom.get(key)?.type, normalTo.get(key)?.type];
    if (now?.charset === undefined || now.charset !== then?.charset || now.collation !== then.collation)
      return column;
    if (isCharsetStated(wanted))
      return { ...column, type: { ...column.type, charset: now.charset, ...withCollation(now.collation) } };
    if (now.charset !== charset || now.collation !== collation) return column;
    const { charset: _charset, collation: _collation, ...type } = column.type;
    return { ...column, type };
  };
  const keys = new Map(
    normals.normalTo.foreignKeys.map((key, at) => [foldName(key.name), { key, stated: to.foreignKeys[at] }]),
  );
  const respellKey = (key: ForeignKey): ForeignKey => {
    const wanted = keys.get(foldName(key.name));
    if (wanted?.stated === undefined || !sameActions(key, wanted.key)) return key;
    const { onDelete: _onDelete, onUpdate: _onUpdate, ...rest } = key;
    const { onDelete, onUpdate } = wanted.stated;
    return {
      ...rest,
      ...(onDelete === undefined ? {} : { onDelete }),
      ...(onUpdate === undefined ? {} : { onUpdate }),
    };
  };
  const spelled = new Map(
    parts.flatMap((part) =>
      part.part === 'check' && part.status === 'equivalent' && part.to?.column === undefined
        ? [[foldName(part.name), part.to]]
        : [],
    ),
  );
  const respellCheck = (check: Check): Check => {
    const wanted = check.column === undefined ? spelled.get(foldName(check.name)) : undefined;
    return wanted === undefined ? check : { ...check, expression: wanted.expression };
  };
  const sameFormat = formatOf(normals.normalFrom) === formatOf(normals.normalTo);
  const { rowFormat: _rowFormat, ...otherOptions } = options;
  const { rowFormat } = to.options;
  return {
    ...composed,
    options:
      sameFormat && to.facets.includes('tableOptions')
        ? { ...otherOptions, ...(rowFormat === undefined ? {} : { rowFormat }) }
        : options,
    columns: to.facets.includes('columnCharsets') ? composed.columns.map(respellColumn) : composed.columns,
    foreignKeys: to.facets.includes('foreignKeys')
      ? composed.foreignKeys.map(respellKey)
      : composed.foreignKeys,
    checks: to.facets.includes('checks') ? composed.checks.map(respellCheck) : composed.checks,
  };
}

function formatOf({ options }: Table): string {
  return (options.rowFormat ?? 'default').toLowerCase();
}

function withCollation(collation: string | undefined): Pick<Column['type'], 'collation'> {
  return collation === undefined ? {} : { collation };
}

/** Do both do the same? `normal` says nothing where RESTRICT or NO ACTION is said. */
function sameActions(key: ForeignKey, normal: ForeignKey): boolean {
  const meant = (action: ForeignKey['onDelete']): string =>
    action === undefined || action === 'restrict' ? 'no action' : action;
  return meant(key.onDelete) === meant(normal.onDelete) && meant(key.onUpdate) === meant(normal.onUpdate);
}

/** When an ALTER is needed: as the clause with the shortest condition is. */
function shortestNeed(clauses: readonly Clause[]): string | undefined {
  return clauses.map(({ needed }) => needed).sort((a, b) => a.length - b.length)[0];
}

/**
 * The clauses that say columns again whose charset is said, or no longer said, as the wanted side does: MySQL alone shows that,
 * and no information_schema tells it. They come with `others`, the clauses of the same ALTER, and never alone.
 */
export function respellColumns(input: ColumnAlteration, others: readonly Clause[]): readonly Clause[] {
  const needed = shortestNeed(others);
  if (input.flavor.vendor !== 'mysql' || needed === undefined) return [];
  const present = byName(input.from.columns);
  const { charset, collation } = input.normalAfter.options;
  // Another charset than the table's is shown either way.
  const inherits = new Set(
    input.normalAfter.columns.flatMap(({ name, type }) =>
      type.charset === charset && type.collation === collation ? [name] : [],
    ),
  );
  const said = new Set(others.flatMap(({ about }) => about));
  return input.after.columns.flatMap((column) => {
    const before = present.get(foldName(column.name));
    if (before === undefined || isCharsetStated(before) === isCharsetStated(column)) return [];
    if (said.has(`column/${column.name}`) || input.modified.has(column.name)) return [];
    // What says its charset is shown with its collation, what was left behind by the table's is not.
    const isShown = inherits.has(column.name) || isCharsetStated(column);
    if (!isShown || column.generated !== undefined || column.name !== before.name) return [];
    return [
      {
        text: `MODIFY COLUMN ${printDefinition(input, column)}`,
        needed,
        title: `say ${column.name} again`,
        about: [`column/${column.name}`],
        prediction: INSTANT,
        losesData: false,
      },
    ];
  });
}

/**
 * The clause that says a row format which is the default anyway, or no longer says one, where `others`, the clauses of the same
 * ALTER, rebuild the table: by itself it would be the only reason to.
 */
export function respellFormat(input: ColumnAlteration, others: readonly Clause[]): readonly Clause[] {
  const { from, after, normalFrom, normalAfter } = input;
  const needed = shortestNeed(others);
  if (
    needed === undefined ||
    formatOf(from) === formatOf(after) ||
    formatOf(normalFrom) !== formatOf(normalAfter)
  )
    return [];
  if (!combinePredictions(others.map(({ prediction }) => prediction)).rebuildsTable) return [];
  const state = sameOption('row_format', formatOf(after));
  const isNot = state === undefined ? '1' : not(tableIs(after.name, [state]));
  return [
    {
      text: `ROW_FORMAT = ${printOptionValue(formatOf(after).toUpperCase())}`,
      needed: needed === '1' ? isNot : `(${needed}) AND ${isNot}`,
      title: 'set row format',
      about: ['option/row_format'],
      prediction: IN_PLACE_REBUILD,
      losesData: false,
    },
  ];
}

/** A text of another charset than utf8mb4, and whatever MySQL would put such a charset before. */
const INTRODUCER = /_(?!utf8mb4\b)[a-z]\w*\s*'/i;

/**
 * The clauses that make checks anew whose texts are spelled otherwise than wanted, or would be after this ALTER, where `others`,
 * the clauses of the same ALTER, copy the table anyway. MySQL (9.7) writes the charset of the column before each text of a check
 * in every ALTER (`_latin1'a'`). `taken` are the checks that other clauses make anew, lower case.
 */
export function respellChecks(
  pair: TablePair,
  others: readonly Clause[],
  taken: ReadonlySet<string>,
): readonly Clause[] {
  const { flavor, from, after, normalFrom, normalAfter } = pair;
  const waits = others
    .filter(({ prediction }) => prediction.algorithm === 'copy')
    .map(({ needed }) => needed);
  if (waits.length === 0) return [];
  const texts = new Map(
    from.checks.map(({ expression }, at) => [foldName(normalFrom.checks[at]?.name), expression]),
  );
  const foreign = new Set(
    [...normalFrom.columns, ...normalAfter.columns].flatMap(({ name, type }) =>
      type.charset === undefined || type.charset === 'utf8mb4' ? [] : [foldName(name)],
    ),
  );
  return normalAfter.checks.flatMap(({ name, column }, at) => {
    const check = after.checks[at];
    const before = texts.get(foldName(name));
    if (name === undefined || check === undefined || before === undefined || taken.has(foldName(name)))
      return [];
    if (flavor.vendor === 'mariadb' && column !== undefined) return [];
    const { expression } = check;
    const isRewritten =
      flavor.vendor === 'mysql' &&
      expression.includes("'") &&
      (INTRODUCER.test(expression) || [...namesIn(expression)].some((one) => foreign.has(one)));
    if (before === expression && !isRewritten) return [];
    return rebuildCheck(after.name, name, check, waits, flavor);
  });
}

/**
 * The clauses that make checks anew whose texts MySQL (9.7) shows with question marks by then: it keeps letters beyond ASCII, but
 * writes them, in any ALTER of the table, in the charset of the column, and then SHOW CREATE TABLE says `_latin1'?'`, though
 * information_schema has the letter. Whoever dumps the table has lost it. They are worth a copy; for the last ALTER of a table.
 */
export function mendCheckTexts({ flavor, after, normalAfter }: TablePair): readonly Clause[] {
  if (flavor.vendor !== 'mysql') return [];
  const narrow = new Map(
    normalAfter.columns.flatMap(({ name, type }) =>
      type.charset === undefined || type.charset.startsWith('utf8') ? [] : [[foldName(name), type.charset]],
    ),
  );
  return normalAfter.checks.flatMap(({ name }, at) => {
    const check = after.checks[at];
    if (check === undefined || name === undefined || !/[^\0-\x7f]/.test(check.expression)) return [];
    const charsets = new Set([...namesIn(check.expression)].flatMap((column) => narrow.get(column) ?? []));
    const text = `COALESCE(${checkText(after.name, name)}, '')`;
    const waits = [...charsets]
      .filter((charset) => !check.expression.includes(`_${charset}`))
      .map((charset) => `INSTR(${text}, '_${charset}') > 0`);
    return waits.length === 0 ? [] : rebuildCheck(after.name, name, check, waits, flavor);
  });
}
