import type { FileOrigin, Vendor } from '../model';
import type { AlterAction, QualifiedName, StatementNode, TableElement } from './statement-node';

/** An object that a statement touches. `schema` is '' where neither the name nor a USE before it says. */
export interface TouchedObject {
  readonly kind: 'table' | 'view' | 'trigger' | 'procedure' | 'function' | 'event' | 'sequence' | 'database';
  readonly schema: string;
  readonly name: string;
}

/** What a statement does to which objects; what migrations are ordered by. */
export interface StatementEffects {
  readonly creates: readonly TouchedObject[];
  readonly alters: readonly TouchedObject[];
  readonly drops: readonly TouchedObject[];
  readonly renames: readonly { readonly from: TouchedObject; readonly to: TouchedObject }[];
  /** Tables that must be there: referenced, selected from, written to. */
  readonly uses: readonly TouchedObject[];
}

/** One statement of a script: what it is, where it stands, and what it touches. */
export interface StatementSummary {
  /** `CREATE TABLE`, `ALTER TABLE`, `INSERT`, `SET`…; `UNKNOWN` when nothing of it was understood. */
  readonly kind: string;
  readonly origin: FileOrigin;
  /** The end of the statement: offset of the first character behind it, and its start, in the file's text. */
  readonly span: { readonly start: number; readonly end: number };
  readonly understood: boolean;
  /** The one vendor whose servers can run it, when its syntax tells. */
  readonly onlyFor?: Vendor;
  /** True for CREATE, ALTER, DROP, RENAME, TRUNCATE of what lives in a schema. */
  readonly isDdl: boolean;
  readonly effects: StatementEffects;
}

/** A statement that touches nothing. Share this very object. */
export const NO_EFFECTS: StatementEffects = Object.freeze({
  creates: [],
  alters: [],
  drops: [],
  renames: [],
  uses: [],
});

/** What a node touches, with names placed in the schema that is current. */
export function findEffects(node: StatementNode, current: string): StatementEffects {
  const touch = (name: QualifiedName, kind: TouchedObject['kind'] = 'table'): TouchedObject => ({
    kind,
    schema: name.schema ?? current,
    name: name.name,
  });
  const tables = (names: readonly QualifiedName[]): TouchedObject[] => names.map((name) => touch(name));
  switch (node.kind) {
    case 'create table':
      if (node.temporary) return NO_EFFECTS;
      return {
        ...NO_EFFECTS,
        creates: [touch(node.table)],
        uses: tables([
          ...(node.like === undefined ? [] : [node.like]),
          ...(node.select?.allOf === undefined ? [] : [node.select.allOf]),
          ...node.elements.flatMap(referencedBy),
        ]),
      };
    case 'alter table': {
      const renames = node.actions.flatMap((action) =>
        action.kind === 'rename table' ? [{ from: touch(node.table), to: touch(action.to) }] : [],
      );
      return {
        ...NO_EFFECTS,
        alters: [touch(node.table)],
        renames,
        uses: tables(node.actions.flatMap(referencedByAction)),
      };
    }
    case 'create index':
    case 'drop index':
    case 'truncate':
      return node.kind === 'truncate'
        ? { ...NO_EFFECTS, uses: [touch(node.table)] }
        : { ...NO_EFFECTS, alters: [touch(node.table)] };
    case 'rename tables':
      return {
        ...NO_EFFECTS,
        renames: node.renames.map(({ from, to }) => ({ from: touch(from), to: touch(to) })),
      };
    case 'drop':
      return node.temporary
        ? NO_EFFECTS
        : { ...NO_EFFECTS, drops: node.names.map((name) => touch(name, node.object)) };
    case 'create object':
      return {
        ...NO_EFFECTS,
        creates: [
          touch(
            { ...(node.schema === undefined ? {} : { schema: node.schema }), name: node.object.name },
            node.object.kind,
          ),
        ],
        uses: tables(node.uses),
      };
    case 'create database':
      return { ...NO_EFFECTS, creates: [{ kind: 'database', schema: '', name: node.name ?? current }] };
    case 'alter database':
      return { ...NO_EFFECTS, alters: [{ kind: 'database', schema: '', name: node.name ?? current }] };
    case 'alter event':
      return { ...NO_EFFECTS, alters: [touch(node.event, 'event')] };
    case 'alter routine':
      return { ...NO_EFFECTS, alters: [touch(node.routine, node.object)] };
    case 'alter sequence':
      return { ...NO_EFFECTS, alters: [touch(node.sequence, 'sequence')] };
    case 'ignored':
      return node.uses.length === 0 ? NO_EFFECTS : { ...NO_EFFECTS, uses: tables(node.uses) };
    case 'use':
      return NO_EFFECTS;
  }
}

const NONE: readonly never[] = [];

function referencedBy(element: TableElement): readonly QualifiedName[] {
  const keys =
    element.kind === 'foreign key'
      ? [element.foreignKey]
      : element.kind === 'column'
        ? element.definition.foreignKeys
        : NONE;
  if (keys.length === 0) return NONE;
  return keys.map((key) => ({
    ...(key.referencedSchema === undefined ? {} : { schema: key.referencedSchema }),
    name: key.referencedTable,
  }));
}

function referencedByAction(action: AlterAction): readonly QualifiedName[] {
  return action.kind === 'add' ? referencedBy(action.element) : NONE;
}
