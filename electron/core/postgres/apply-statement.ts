import type {
  CreateFunctionStmt,
  CreateSeqStmt,
  CreateTrigStmt,
  Node,
  VariableSetStmt,
  ViewStmt,
} from 'libpg-query';

import type { Sequence } from '../../../shared/model';
import { applyAlterTable } from './apply-alter-table';
import { applyComment, applyDrop, applyMove, applyRename } from './apply-rename-drop';
import {
  applyCreateIndex,
  applyCreateTable,
  applyCreateTableAs,
  countRows,
  noteEffect,
  noteUses,
  valuesOf,
} from './apply-table';
import { applyDoBlock } from './do-block';
import { qualifiedName, stringsOf } from './postgres-node';
import { originOf, schemaOf } from './postgres-script';
import type { PostgresScript } from './postgres-script';
import { readPostgresType } from './postgres-type';

/** The kinds that have a usual name of more than the words in their node's name. */
const KIND_NAMES: ReadonlyMap<string, string> = new Map([
  ['CreateStmt', 'CREATE TABLE'],
  ['CreateTableAsStmt', 'CREATE TABLE AS'],
  ['AlterTableStmt', 'ALTER TABLE'],
  ['IndexStmt', 'CREATE INDEX'],
  ['ViewStmt', 'CREATE VIEW'],
  ['DropStmt', 'DROP'],
  ['RenameStmt', 'RENAME'],
  ['CommentStmt', 'COMMENT'],
  ['CreateSeqStmt', 'CREATE SEQUENCE'],
  ['AlterSeqStmt', 'ALTER SEQUENCE'],
  ['CreateEnumStmt', 'CREATE TYPE'],
  ['CompositeTypeStmt', 'CREATE TYPE'],
  ['CreateRangeStmt', 'CREATE TYPE'],
  ['DefineStmt', 'CREATE TYPE'],
  ['AlterEnumStmt', 'ALTER TYPE'],
  ['CreateDomainStmt', 'CREATE DOMAIN'],
  ['CreateFunctionStmt', 'CREATE FUNCTION'],
  ['CreateTrigStmt', 'CREATE TRIGGER'],
  ['CreateSchemaStmt', 'CREATE SCHEMA'],
  ['VariableSetStmt', 'SET'],
  ['DoStmt', 'DO'],
  ['SelectStmt', 'SELECT'],
  ['InsertStmt', 'INSERT'],
  ['UpdateStmt', 'UPDATE'],
  ['DeleteStmt', 'DELETE'],
  ['CopyStmt', 'COPY'],
  ['TransactionStmt', 'TRANSACTION'],
  ['TruncateStmt', 'TRUNCATE'],
  ['GrantStmt', 'GRANT'],
]);

/** `CREATE TABLE`, `ALTER TABLE`, … for a parsed statement. */
export function kindOf(node: Node): string {
  const key = Object.keys(node)[0] ?? '';
  return (
    KIND_NAMES.get(key) ??
    key
      .replace(/Stmt$/, '')
      .replace(/(?!^)([A-Z])/g, ' $1')
      .toUpperCase()
  );
}

/** Executes one parsed statement on the draft. `text` is the statement's own source. */
export function applyStatement(script: PostgresScript, node: Node, text: string): void {
  if ('CreateStmt' in node) applyCreateTable(script, node.CreateStmt);
  else if ('CreateForeignTableStmt' in node) {
    if (node.CreateForeignTableStmt.base !== undefined)
      applyCreateTable(script, node.CreateForeignTableStmt.base);
  } else if ('AlterTableStmt' in node) applyAlterTable(script, node.AlterTableStmt);
  else if ('IndexStmt' in node) applyCreateIndex(script, node.IndexStmt);
  else if ('CommentStmt' in node) applyComment(script, node.CommentStmt);
  else if ('RenameStmt' in node) applyRename(script, node.RenameStmt);
  else if ('DropStmt' in node) applyDrop(script, node.DropStmt);
  else if ('AlterObjectSchemaStmt' in node) applyMove(script, node.AlterObjectSchemaStmt);
  else if ('CreateTableAsStmt' in node) applyCreateTableAs(script, node.CreateTableAsStmt, afterAs(text));
  else if ('ViewStmt' in node) applyView(script, node.ViewStmt, text);
  else if ('CreateSeqStmt' in node) applySequence(script, node.CreateSeqStmt);
  else if ('AlterSeqStmt' in node) applyOwnedBy(script, node);
  else if ('CreateFunctionStmt' in node) applyFunction(script, node.CreateFunctionStmt, text);
  else if ('CreateTrigStmt' in node) applyTrigger(script, node.CreateTrigStmt, text);
  else if ('VariableSetStmt' in node) applySet(script, node.VariableSetStmt);
  else if ('DoStmt' in node) applyDoBlock(script, node.DoStmt, applyStatement);
  else if ('CreateSchemaStmt' in node) {
    const name = schemaOf(script, node.CreateSchemaStmt.schemaname);
    noteEffect(script, 'create', 'schema', { relname: name });
    script.draft.addSchema(name);
  } else if ('InsertStmt' in node) {
    noteEffect(script, 'use', 'table', node.InsertStmt.relation);
    noteUses(script, node.InsertStmt, node.InsertStmt.relation);
    countRows(script, node.InsertStmt.relation, valuesOf(node.InsertStmt.selectStmt));
  } else if (!applyTypeStatement(script, node)) noteUses(script, node);
}

function applyTypeStatement(script: PostgresScript, node: Node): boolean {
  const { enums, types } = script.settings;
  const note = (names: readonly Node[] | undefined, kind: string): string => {
    const { schema, name } = qualifiedName(names);
    noteEffect(script, 'create', 'type', { schemaname: schema, relname: name });
    types.set(name.toLowerCase(), kind);
    return name.toLowerCase();
  };
  if ('CreateEnumStmt' in node) {
    enums.set(note(node.CreateEnumStmt.typeName, 'enum'), stringsOf(node.CreateEnumStmt.vals));
  } else if ('AlterEnumStmt' in node) {
    const { newVal, newValNeighbor, newValIsAfter, oldVal, typeName } = node.AlterEnumStmt;
    const { schema, name } = qualifiedName(typeName);
    noteEffect(script, 'alter', 'type', { schemaname: schema, relname: name });
    const values = [...(enums.get(name.toLowerCase()) ?? [])];
    const neighbour = values.indexOf(newValNeighbor ?? '');
    if (oldVal !== undefined) values.splice(Math.max(0, values.indexOf(oldVal)), 1, newVal ?? '');
    else if (newVal !== undefined && !values.includes(newVal)) {
      values.splice(
        neighbour === -1 ? values.length : neighbour + (newValIsAfter === true ? 1 : 0),
        0,
        newVal,
      );
    }
    enums.set(name.toLowerCase(), values);
  } else if ('CreateDomainStmt' in node) {
    const { type } = readPostgresType(node.CreateDomainStmt.typeName, enums);
    note(node.CreateDomainStmt.domainname, `domain over ${type.name}`);
  } else if ('CompositeTypeStmt' in node) {
    const range = node.CompositeTypeStmt.typevar;
    noteEffect(script, 'create', 'type', range);
    types.set((range?.relname ?? '').toLowerCase(), 'composite');
  } else return false;
  return true;
}

function applyView(script: PostgresScript, statement: ViewStmt, text: string): void {
  const range = statement.view;
  if (range?.relpersistence === 't') return;
  noteEffect(script, 'create', 'view', range, statement.replace === true ? { tolerant: true } : {});
  noteUses(script, statement.query, range);
  const columns = stringsOf(statement.aliases);
  script.draft.putView(schemaOf(script, range?.schemaname), {
    kind: 'view',
    name: range?.relname ?? '',
    ...(columns.length === 0 ? {} : { columns }),
    select: afterAs(text),
    origin: originOf(script, range?.location),
  });
}

function afterAs(text: string): string {
  const match = /\bas\s+(?=select\b|with\b|\(|values\b|table\b)/i.exec(text);
  return match === null ? text : text.slice(match.index + match[0].length).trim();
}

function applySequence(script: PostgresScript, statement: CreateSeqStmt): void {
  const range = statement.sequence;
  noteEffect(script, 'create', 'sequence', range, statement.if_not_exists === true ? { tolerant: true } : {});
  const options = new Map<string, string>();
  for (const node of statement.options ?? []) {
    if (!('DefElem' in node)) continue;
    const { defname, arg } = node.DefElem;
    if (defname === undefined || arg === undefined) continue;
    if ('Integer' in arg) options.set(defname, String(arg.Integer.ival ?? 0));
    else if ('Float' in arg) options.set(defname, arg.Float.fval ?? '0');
    else if ('Boolean' in arg) options.set(defname, String(arg.Boolean.boolval ?? false));
  }
  const stated = (name: string): string | undefined => options.get(name);
  const sequence: Sequence = {
    kind: 'sequence',
    name: range?.relname ?? '',
    ...optional('start', stated('start')),
    ...optional('increment', stated('increment')),
    ...optional('minimum', stated('minvalue')),
    ...optional('maximum', stated('maxvalue')),
    ...optional('cache', stated('cache')),
    ...(stated('cycle') === 'true' ? { cycle: true } : {}),
    origin: originOf(script, range?.location),
  };
  script.draft.putSequence(schemaOf(script, range?.schemaname), sequence);
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}

/** A sequence OWNED BY a column is that column's counter (pg_dump's spelling of serial), not an object of its own. */
function applyOwnedBy(script: PostgresScript, node: Node): void {
  if (!('AlterSeqStmt' in node)) return;
  const { sequence, options } = node.AlterSeqStmt;
  const isOwned = (options ?? []).some(
    (option) =>
      'DefElem' in option &&
      option.DefElem.defname === 'owned_by' &&
      option.DefElem.arg !== undefined &&
      'List' in option.DefElem.arg &&
      stringsOf(option.DefElem.arg.List.items).length > 1,
  );
  if (isOwned) script.draft.dropSequence(schemaOf(script, sequence?.schemaname), sequence?.relname ?? '');
}

function applyFunction(script: PostgresScript, statement: CreateFunctionStmt, text: string): void {
  const { schema, name } = qualifiedName(statement.funcname);
  noteEffect(
    script,
    'create',
    'routine',
    { schemaname: schema, relname: name },
    statement.replace === true ? { tolerant: true } : {},
  );
  const returns =
    statement.returnType === undefined
      ? undefined
      : readPostgresType(statement.returnType, script.settings.enums).type.name;
  const language = findOption(statement.options, 'language');
  const parameters = (statement.parameters ?? []).flatMap((node) => {
    if (!('FunctionParameter' in node) || node.FunctionParameter.mode === 'FUNC_PARAM_TABLE') return [];
    const type = readPostgresType(node.FunctionParameter.argType, script.settings.enums).type.name;
    return [[node.FunctionParameter.name, type].filter((part) => part !== undefined).join(' ')];
  });
  script.draft.putRoutine(schemaOf(script, schema), {
    kind: statement.is_procedure === true ? 'procedure' : 'function',
    name,
    parameters: parameters.join(', '),
    ...(returns === undefined ? {} : { returns }),
    ...(language === undefined ? {} : { language: language.toLowerCase() }),
    body: findBody(statement) ?? text,
    origin: originOf(script, undefined),
  });
}

function findOption(options: readonly Node[] | undefined, name: string): string | undefined {
  for (const option of options ?? []) {
    if (
      'DefElem' in option &&
      option.DefElem.defname === name &&
      option.DefElem.arg !== undefined &&
      'String' in option.DefElem.arg
    ) {
      return option.DefElem.arg.String.sval;
    }
  }
  return undefined;
}

function findBody(statement: CreateFunctionStmt): string | undefined {
  for (const option of statement.options ?? []) {
    if (
      'DefElem' in option &&
      option.DefElem.defname === 'as' &&
      option.DefElem.arg !== undefined &&
      'List' in option.DefElem.arg
    ) {
      return stringsOf(option.DefElem.arg.List.items)[0];
    }
  }
  return undefined;
}

/** pg_trigger.tgtype bits: BEFORE 2; INSERT 4, DELETE 8, UPDATE 16. The model holds one event a trigger. */
function applyTrigger(script: PostgresScript, statement: CreateTrigStmt, text: string): void {
  const range = statement.relation;
  noteEffect(script, 'create', 'trigger', { ...range, relname: statement.trigname ?? '' });
  noteEffect(script, 'use', 'table', range);
  const events = statement.events ?? 0;
  script.draft.putTrigger(schemaOf(script, range?.schemaname), {
    kind: 'trigger',
    name: statement.trigname ?? '',
    table: range?.relname ?? '',
    timing: ((statement.timing ?? 0) & 2) === 2 ? 'before' : 'after',
    event: (events & 4) === 4 ? 'insert' : (events & 16) === 16 ? 'update' : 'delete',
    body: /\bexecute\s+(?:function|procedure)\b[\s\S]*$/i.exec(text)?.[0] ?? text,
    origin: originOf(script, range?.location),
  });
}

function applySet(script: PostgresScript, statement: VariableSetStmt): void {
  if (statement.name !== 'search_path') return;
  const first = statement.args?.[0];
  const value = first !== undefined && 'A_Const' in first ? (first.A_Const.sval?.sval ?? '') : '';
  script.settings.schema = value;
}
