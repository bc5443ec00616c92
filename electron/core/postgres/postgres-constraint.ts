import type { Constraint, IndexStmt, Node } from 'libpg-query';

import type { Check, ForeignKey, Index, IndexPart, ReferenceAction, Table } from '../../../shared/model';
import { firstLocation, stringsOf } from './postgres-node';
import { offsetOf, originOf, schemaOf, sliceExpression, sliceParentheses } from './postgres-script';
import type { PostgresScript } from './postgres-script';

/** The letters of pg_constraint.confupdtype and confdeltype. */
const ACTIONS: ReadonlyMap<string, ReferenceAction> = new Map([
  ['a', 'no action'],
  ['r', 'restrict'],
  ['c', 'cascade'],
  ['n', 'set null'],
  ['d', 'set default'],
]);

/**
 * Adds a table constraint, or a column's constraint with that column's name. NOT NULL, DEFAULT, identity
 * and generation belong to the column and are left alone here.
 */
export function addConstraint(
  script: PostgresScript,
  table: Table,
  constraint: Constraint,
  column?: string,
): Table {
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY': {
      const key = readKey(script, table, constraint, 'primary', column);
      const inKey = new Set(key.parts.map((part) => (part.kind === 'column' ? part.column : '')));
      return {
        ...table,
        primaryKey: key,
        columns: table.columns.map((each) => (inKey.has(each.name) ? { ...each, nullable: false } : each)),
      };
    }
    case 'CONSTR_UNIQUE':
      return { ...table, indexes: [...table.indexes, readKey(script, table, constraint, 'unique', column)] };
    case 'CONSTR_FOREIGN':
      return { ...table, foreignKeys: [...table.foreignKeys, readForeignKey(script, constraint, column)] };
    case 'CONSTR_CHECK':
      return { ...table, checks: [...table.checks, readCheck(script, constraint, column)] };
    default:
      return table;
  }
}

function readKey(
  script: PostgresScript,
  table: Table,
  constraint: Constraint,
  kind: 'primary' | 'unique',
  column: string | undefined,
): Index {
  const origin = originOf(script, constraint.location);
  const adopted = constraint.indexname;
  if (adopted !== undefined) {
    const index = table.indexes.find((each) => each.name === adopted);
    if (index !== undefined) return { ...index, kind, origin };
  }
  const columns = column === undefined ? stringsOf(constraint.keys) : [column];
  return {
    kind,
    ...(constraint.conname === undefined || kind === 'primary' ? {} : { name: constraint.conname }),
    parts: columns.map((name) => ({ kind: 'column', column: name })),
    visible: true,
    complete: true,
    origin,
  };
}

function readForeignKey(
  script: PostgresScript,
  constraint: Constraint,
  column: string | undefined,
): ForeignKey {
  const schema = schemaOf(script, constraint.pktable?.schemaname);
  const onDelete = ACTIONS.get(constraint.fk_del_action ?? '');
  const onUpdate = ACTIONS.get(constraint.fk_upd_action ?? '');
  return {
    ...(constraint.conname === undefined ? {} : { name: constraint.conname }),
    columns: column === undefined ? stringsOf(constraint.fk_attrs) : [column],
    ...(schema === '' ? {} : { referencedSchema: schema }),
    referencedTable: constraint.pktable?.relname ?? '',
    referencedColumns: stringsOf(constraint.pk_attrs),
    // The parser fills in NO ACTION where nothing is said.
    ...(onDelete === undefined || onDelete === 'no action' ? {} : { onDelete }),
    ...(onUpdate === undefined || onUpdate === 'no action' ? {} : { onUpdate }),
    ...(constraint.fk_matchtype === 'f' ? { match: 'full' as const } : {}),
    origin: originOf(script, constraint.location),
  };
}

const CHECK_WORD = /\bcheck\s*\(/gi;

function readCheck(script: PostgresScript, constraint: Constraint, column: string | undefined): Check {
  CHECK_WORD.lastIndex = offsetOf(script, constraint.location);
  const word = CHECK_WORD.exec(script.text);
  return {
    ...(constraint.conname === undefined ? {} : { name: constraint.conname }),
    expression: word === null ? '' : sliceParentheses(script.text, word.index),
    // PostgreSQL 18 states ENFORCED for every check that does not say otherwise.
    enforced: constraint.is_enforced ?? true,
    ...(column === undefined ? {} : { column }),
    origin: originOf(script, constraint.location),
  };
}

/** CREATE INDEX as the model holds it; the access method and a WHERE clause are kept as options. */
export function readIndex(script: PostgresScript, statement: IndexStmt): Index {
  const using = statement.accessMethod ?? 'btree';
  const options = new Map<string, string>();
  if (statement.whereClause !== undefined) {
    const start = firstLocation(statement.whereClause);
    options.set('where', sliceExpression(script.text, offsetOf(script, start), script.text.length));
  }
  const included = (statement.indexIncludingParams ?? []).flatMap((node) =>
    'IndexElem' in node ? [node.IndexElem.name ?? ''] : [],
  );
  if (included.length > 0) options.set('include', included.join(', '));
  return {
    kind: statement.unique === true ? 'unique' : 'index',
    ...(statement.idxname === undefined ? {} : { name: statement.idxname }),
    parts: (statement.indexParams ?? []).flatMap((node) => readPart(script, node)),
    ...(using === 'btree' ? {} : { using }),
    visible: true,
    ...(options.size === 0 ? {} : { options }),
    complete: true,
    origin: originOf(script, statement.relation?.location),
  };
}

function readPart(script: PostgresScript, node: Node): IndexPart[] {
  if (!('IndexElem' in node)) return [];
  const element = node.IndexElem;
  const direction = element.ordering === 'SORTBY_DESC' ? { direction: 'desc' as const } : {};
  if (element.name !== undefined) return [{ kind: 'column', column: element.name, ...direction }];
  const start = firstLocation(element.expr);
  if (start === undefined) return [];
  const text = sliceExpression(script.text, offsetOf(script, start), script.text.length);
  return [
    {
      kind: 'expression',
      expression: text.replace(/\s+(?:asc|desc)(?:\s+nulls\s+\w+)?$/i, ''),
      ...direction,
    },
  ];
}
