import type { Flavor, Routine, ScheduledEvent, Sequence, Trigger, View } from '../model';
import { printEvent, printRoutine, printSequence, printTrigger, printView } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { knownSqlMode } from '../sql/sql-mode';
import { METADATA } from './clause';
import type { Draft } from './draft';
import { modeToMake } from './object-mode';
import { sequenceSteps } from './sequence-steps';

/** Everything in a schema that is not a table. */
export type StoredObject = View | Trigger | Routine | ScheduledEvent | Sequence;

/** `procedure sync_all`: how drafts and changes name an object. */
export function aboutObject(object: { readonly kind: string; readonly name: string }): string {
  return `${object.kind} ${object.name}`;
}

/**
 * Statements that bring an object to its wanted state, whatever state it is in. A view is replaced in one
 * statement. MySQL can neither replace nor prepare triggers, routines and events, so those are dropped if
 * there and created: two steps, each harmless to repeat, with a moment in between when there is none.
 */
export function draftCreate(schema: string, object: StoredObject, flavor: Flavor): Draft {
  const sql = printObject(object, flavor);
  return {
    schema,
    object: object.name,
    title: `create ${object.kind} ${object.name}`,
    sql,
    steps: createSteps(object, sql, flavor),
    about: [aboutObject(object)],
    prediction: METADATA,
    losesData: false,
  };
}

function printObject(object: StoredObject, flavor: Flavor): string {
  switch (object.kind) {
    case 'view':
      return printView(object, flavor);
    case 'trigger':
      return printTrigger(object, flavor);
    case 'procedure':
    case 'function':
      return printRoutine(object, flavor);
    case 'event':
      return printEvent(object, flavor);
    case 'sequence':
      return printSequence(object, flavor);
  }
}

function createSteps(object: StoredObject, sql: string, { vendor }: Flavor): readonly string[] {
  switch (object.kind) {
    case 'view':
      return [sql.replace(/^CREATE (?!OR REPLACE)/, 'CREATE OR REPLACE ')];
    case 'sequence':
      return sequenceSteps(object, sql);
    default: {
      const { sqlMode } = object;
      return [
        dropText(object),
        `SET SESSION sql_mode = ${modeToMake(sqlMode === undefined ? undefined : knownSqlMode(sqlMode, vendor))}`,
        sql,
        'SET SESSION sql_mode = @tidemark_plan_mode',
      ];
    }
  }
}

function dropText(object: StoredObject): string {
  return `DROP ${object.kind.toUpperCase()} IF EXISTS ${quoteIdentifier(object.name)}`;
}

/** Drops an object if it is there. */
export function draftDrop(schema: string, object: StoredObject): Draft {
  const sql = `DROP ${object.kind.toUpperCase()} ${quoteIdentifier(object.name)}`;
  return {
    schema,
    object: object.name,
    title: `drop ${object.kind} ${object.name}`,
    sql,
    steps: [dropText(object)],
    about: [aboutObject(object)],
    prediction: METADATA,
    losesData: object.kind === 'sequence',
  };
}
