import type { Column, DataType, ForeignKey, Index, Table, TableOptions } from '../model';
import { inheritedCharset } from './charset-defaults';
import type { NormaliseContext, Note } from './context';
import { hasPlainTimestamps } from './default-rules';
import { columnsByName, engineOf } from './index-rules';
import type { Rule, RuleScope } from './rule';
import { RULES } from './rules';

/** A table in its canonical form for a context, with what was done to get there. */
export interface NormalTable {
  readonly table: Table;
  /** All notes, made when asked for: most tables are never explained. */
  readonly notes: readonly Note[];
  /** What was done to each column, in the columns' order. */
  readonly columnNotes: readonly (readonly ColumnNote[])[];
}

/** That a rule changed an attribute of a column. */
export interface ColumnNote {
  readonly attribute: string;
  readonly rule: string;
}

const NO_NOTES: readonly ColumnNote[] = Object.freeze([]);

type RuleOn<K extends Rule['on']> = Extract<Rule, { on: K }>;
type RuleSet = { readonly [K in Rule['on']]: readonly RuleOn<K>[] };

/**
 * Turns a stated table into what a server of the context's flavor would store: two statements of one table
 * become equal values. Keeps the spelling of expressions (they are compared by meaning) and all origins.
 * Answers the same object for the same table and context.
 */
export function normaliseTable(table: Table, context: NormaliseContext): NormalTable {
  let known = cache.get(context);
  if (!known) {
    known = new WeakMap();
    cache.set(context, known);
  }
  let normal = known.get(table);
  if (!normal) {
    normal = computeNormalTable(table, context);
    known.set(table, normal);
  }
  return normal;
}

const cache = new WeakMap<NormaliseContext, WeakMap<Table, NormalTable>>();
const ruleSets = new WeakMap<NormaliseContext, RuleSet>();

function ruleSetOf(context: NormaliseContext): RuleSet {
  let set = ruleSets.get(context);
  if (!set) {
    const active = RULES.filter(
      (rule) =>
        (rule.vendor === undefined || rule.vendor === context.flavor.vendor) &&
        context.off?.has(rule.id) !== true,
    );
    const on = <K extends Rule['on']>(kind: K): readonly RuleOn<K>[] =>
      active.filter((rule): rule is RuleOn<K> => rule.on === kind);
    set = {
      table: on('table'),
      options: on('options'),
      type: on('type'),
      column: on('column'),
      index: on('index'),
      indexes: on('indexes'),
      foreignKey: on('foreignKey'),
      foreignKeys: on('foreignKeys'),
      checks: on('checks'),
      partitioning: on('partitioning'),
      comparison: on('comparison'),
    };
    ruleSets.set(context, set);
  }
  return set;
}

function computeNormalTable(stated: Table, context: NormaliseContext): NormalTable {
  const rules = ruleSetOf(context);
  const notes: Note[] = [];
  let table = stated;
  for (const rule of rules.table) {
    const next = rule.apply(table, context);
    if (next !== table) notes.push(...noteTableChange(table, next, rule.id));
    table = next;
  }
  let options: TableOptions = table.options;
  for (const rule of rules.options) {
    const next = rule.apply(options, context);
    if (next !== options) notes.push({ path: `options/${rule.attribute}`, rule: rule.id });
    options = next;
  }
  table = { ...table, options };

  const inherited = inheritedCharset(context);
  const scope: RuleScope = {
    context,
    charset: options.charset ?? inherited.charset,
    collation: options.collation ?? inherited.collation,
    table,
    engine: engineOf(table, context),
    columns: new Map(),
    keyColumns: new Set(
      table.primaryKey?.parts.map((part) => (part.kind === 'column' ? part.column.toLowerCase() : '')) ?? [],
    ),
    firstTimestamp: hasPlainTimestamps(context)
      ? undefined
      : table.columns
          .find(
            ({ type, nullable, generated }) =>
              type.name === 'timestamp' && nullable !== true && generated === undefined,
          )
          ?.name.toLowerCase(),
  };
  const columnNotes: (readonly ColumnNote[])[] = [];
  table = {
    ...table,
    columns: table.columns.map((column) => normaliseColumn(column, rules, scope, columnNotes)),
  };
  const late: RuleScope = { ...scope, table, columns: columnsByName(table) };
  table = normaliseKeys(table, rules, late, notes);
  const columns = table.columns;
  return {
    table,
    columnNotes,
    get notes() {
      return [
        ...notes,
        ...columnNotes.flatMap((list, i) =>
          list.map(({ attribute, rule }) => ({
            path: `columns/${columns[i]?.name ?? ''}/${attribute}`,
            rule,
          })),
        ),
      ];
    },
  };
}

function normaliseColumn(
  stated: Column,
  rules: RuleSet,
  scope: RuleScope,
  all: (readonly ColumnNote[])[],
): Column {
  let notes: (RuleOn<'type'> | RuleOn<'column'>)[] | undefined;
  let type: DataType = stated.type;
  for (const rule of rules.type) {
    const next = rule.apply(type, scope);
    if (next !== type) (notes ??= []).push(rule);
    type = next;
  }
  let column: Column = type === stated.type ? stated : { ...stated, type };
  for (const rule of rules.column) {
    const next = rule.apply(column, scope);
    if (next !== column) (notes ??= []).push(rule);
    column = next;
  }
  all.push(notes?.map(({ attribute, id }) => ({ attribute, rule: id })) ?? NO_NOTES);
  return column;
}

function normaliseKeys(stated: Table, rules: RuleSet, scope: RuleScope, notes: Note[]): Table {
  let table = stated;
  const applyTo = (index: Index, path: string): Index => {
    let result = index;
    for (const rule of rules.index) {
      const next = rule.apply(result, scope);
      if (next !== result) notes.push({ path: `${path}/${rule.attribute}`, rule: rule.id });
      result = next;
    }
    return result;
  };
  if (table.primaryKey) table = { ...table, primaryKey: applyTo(table.primaryKey, 'primaryKey') };
  if (table.foreignKeys.length > 0) {
    const foreignKeys = table.foreignKeys.map((key) => {
      let result: ForeignKey = key;
      for (const rule of rules.foreignKey) {
        const next = rule.apply(result, scope);
        if (next !== result)
          notes.push({ path: `foreignKeys/${key.name ?? ''}/${rule.attribute}`, rule: rule.id });
        result = next;
      }
      return result;
    });
    table = { ...table, foreignKeys };
  }
  for (const rule of rules.indexes) {
    const indexes = rule.apply(table, scope.context);
    if (indexes !== table.indexes) {
      indexes.forEach((index, i) => {
        if (index !== table.indexes[i])
          notes.push({ path: `indexes/${index.name ?? ''}/name`, rule: rule.id });
      });
      table = { ...table, indexes };
    }
  }
  if (table.indexes.length > 0) {
    table = {
      ...table,
      indexes: table.indexes.map((index) => applyTo(index, `indexes/${index.name ?? ''}`)),
    };
  }
  for (const rule of rules.foreignKeys) {
    const foreignKeys = rule.apply(table, scope.context);
    for (const { name } of table.foreignKeys.slice(foreignKeys.length))
      notes.push({ path: `foreignKeys/${name ?? ''}`, rule: rule.id });
    foreignKeys.forEach((key, i) => {
      if (key !== table.foreignKeys[i])
        notes.push({ path: `foreignKeys/${key.name ?? ''}/name`, rule: rule.id });
    });
    table = { ...table, foreignKeys };
  }
  for (const rule of rules.checks) {
    const checks = rule.apply(table, scope.context);
    checks.forEach((check, i) => {
      if (check !== table.checks[i]) notes.push({ path: `checks/${check.name ?? ''}/name`, rule: rule.id });
    });
    table = { ...table, checks };
  }
  for (const rule of rules.partitioning) {
    if (!table.partitioning) break;
    table = { ...table, partitioning: rule.apply(table.partitioning, scope) };
    notes.push({ path: 'partitioning', rule: rule.id });
  }
  return table;
}

/** A table rule's change, as notes on the columns and parts that it touched. */
function noteTableChange(before: Table, after: Table, rule: string): readonly Note[] {
  const notes: Note[] = [];
  after.columns.forEach((column, i) => {
    if (column === before.columns[i]) return;
    for (const attribute of ['type', 'charset', 'nullable', 'autoIncrement']) {
      notes.push({ path: `columns/${column.name}/${attribute}`, rule });
    }
  });
  if (after.options !== before.options) notes.push({ path: 'options/engine', rule });
  if (after.primaryKey !== before.primaryKey) notes.push({ path: 'primaryKey/name', rule });
  if (after.checks !== before.checks) {
    for (const check of after.checks.slice(before.checks.length))
      notes.push({ path: `checks/${check.column ?? ''}`, rule });
  }
  return notes;
}
