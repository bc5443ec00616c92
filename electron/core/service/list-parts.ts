import type { DriftItem } from '../../../shared/api';
import {
  describeCheck,
  describeColumn,
  describeForeignKey,
  describeIndex,
  describePartitioning,
} from '../../../shared/drift/describe-value';
import { facetOfObject } from '../../../shared/drift/diff-object';
import type { Origin, SchemaObject, Table } from '../../../shared/model';

/** One part of an object as its source states it. */
export interface StatedPart {
  readonly part: DriftItem['part'];
  readonly name: string;
  readonly facet: string;
  readonly text: string;
  /** The stated part itself, by which diffs are matched; a text for options and for fields of other objects. */
  readonly value: object | string;
  readonly origin: Origin;
}

/** Every part that an object states, in the order in which people read them. */
export function listParts(object: SchemaObject): StatedPart[] {
  return object.kind === 'table' ? listTableParts(object) : listFields(object);
}

function listTableParts(table: Table): StatedPart[] {
  const { primaryKey, partitioning, options, origin } = table;
  const option = (name: string, facet: string, text: string | undefined): StatedPart[] =>
    text === undefined || text === '' ? [] : [{ part: 'option', name, facet, text, value: text, origin }];
  return [
    ...table.columns.map((column): StatedPart => ({
      part: 'column',
      name: column.name,
      facet: 'columns',
      text: describeColumn(column),
      value: column,
      origin: column.origin,
    })),
    ...(primaryKey
      ? [
          {
            part: 'primaryKey' as const,
            name: 'PRIMARY',
            facet: 'primaryKey',
            text: describeIndex(primaryKey),
            value: primaryKey,
            origin: primaryKey.origin,
          },
        ]
      : []),
    ...table.indexes.map((index): StatedPart => ({
      part: 'index',
      name: index.name ?? '',
      facet: 'indexes',
      text: describeIndex(index),
      value: index,
      origin: index.origin,
    })),
    ...table.foreignKeys.map((key): StatedPart => ({
      part: 'foreignKey',
      name: key.name ?? '',
      facet: 'foreignKeys',
      text: describeForeignKey(key),
      value: key,
      origin: key.origin,
    })),
    ...table.checks.map((check): StatedPart => ({
      part: 'check',
      name: check.name ?? '',
      facet: 'checks',
      text: describeCheck(check),
      value: check,
      origin: check.origin,
    })),
    ...(partitioning
      ? [
          {
            part: 'partitioning' as const,
            name: 'partitions',
            facet: 'partitions',
            text: describePartitioning(partitioning),
            value: partitioning,
            origin,
          },
        ]
      : []),
    ...option('engine', 'engine', options.engine),
    ...option('charset', 'charset', options.charset),
    ...option('collation', 'charset', options.collation),
    ...option('comment', 'tableComment', options.comment),
    ...option('row_format', 'tableOptions', options.rowFormat),
    ...[...(options.rest ?? [])].flatMap(([name, text]) => option(name, 'tableOptions', text)),
  ];
}

const NO_FACT: ReadonlySet<string> = new Set(['kind', 'name', 'origin']);

/** What a view, trigger, routine, event or sequence says of itself, field by field. */
function listFields(object: Exclude<SchemaObject, Table>): StatedPart[] {
  const facet = facetOfObject(object.kind);
  return Object.entries(object).flatMap(([name, value]: [string, unknown]): StatedPart[] => {
    if (NO_FACT.has(name) || value === undefined) return [];
    const text =
      typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
    return [{ part: 'object', name, facet, text, value: text, origin: object.origin }];
  });
}
