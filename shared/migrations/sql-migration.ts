import type { FileOrigin } from '../model';
import type { StatementSummary, TouchedObject } from '../sql/statement-summary';
import type { EffectAction, EffectObject, MigrationEffect } from './effect';
import type { DeclaredDependency, Migration } from './migration';
import { readMigrationHeader } from './migration-header';
import { readMigrationName } from './migration-name';

const TOLERANT =
  /^\s*(?:create|drop|alter)\b[^;(]{0,120}?\bif\s+(?:not\s+)?exists\b|^\s*create\s+or\s+replace\b/i;
const SOURCE = /^[ \t]*(?:source|\\\.)[ \t]+[`"']?([^\n;`"']+?)[`"']?[ \t]*;?[ \t]*\r?$/gim;

/** Makes a migration of one SQL file from its text and what its statements do. */
export function sqlMigration(path: string, text: string, effects: readonly MigrationEffect[]): Migration {
  const name = readMigrationName(path);
  const header = readMigrationHeader(text, path);
  // The name is how its author ordered it; a header's date is often that of the last edit.
  const isNamed = name.date !== undefined || name.version !== undefined || name.number !== undefined;
  const date = isNamed ? name.date : header.date;
  const version = isNamed ? name.version : header.version;
  const headerDate = name.version !== undefined && name.date === undefined ? header.date : undefined;
  return {
    id: path,
    path,
    system: 'sql',
    ...(date === undefined ? {} : { date }),
    ...(headerDate === undefined ? {} : { headerDate }),
    ...(version === undefined ? {} : { version }),
    ...(name.number === undefined ? {} : { number: name.number }),
    dependencies: [...header.dependencies, ...readSourceList(text, path)],
    effects,
    state: 'unknown',
  };
}

/** The files that SOURCE commands of a script name, in order. */
export function readSourceList(text: string, path: string): readonly DeclaredDependency[] {
  const found: DeclaredDependency[] = [];
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(SOURCE)) {
    for (
      let next = text.indexOf('\n', at);
      next !== -1 && next < match.index;
      next = text.indexOf('\n', at)
    ) {
      line += 1;
      at = next + 1;
    }
    const reference = match[1]?.trim() ?? '';
    // Prose in a multi-line text may begin a line with "source"; a file has an ending or a folder.
    if (!/\.\w+$|\//.test(reference)) continue;
    const origin: FileOrigin = { kind: 'file', path, line, column: 1 };
    found.push({ reason: 'include', reference, certain: true, origin });
  }
  return found;
}

const OBJECTS: Readonly<Record<TouchedObject['kind'], EffectObject>> = {
  table: 'table',
  view: 'view',
  trigger: 'trigger',
  procedure: 'routine',
  function: 'routine',
  event: 'event',
  sequence: 'sequence',
  database: 'schema',
};

/** What the SQL reader's summaries say, as effects. `text` is the file's, for the statements' own words. */
export function summaryEffects(
  statements: readonly StatementSummary[],
  text: string,
): readonly MigrationEffect[] {
  return statements.flatMap((statement) => {
    const { creates, alters, drops, renames, uses } = statement.effects;
    const isTolerant = TOLERANT.test(
      text
        .slice(statement.span.start, statement.span.end)
        .replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[^!M][\s\S]*?\*\/)+/, ''),
    );
    const effect = (action: EffectAction, touched: TouchedObject, to?: TouchedObject): MigrationEffect => ({
      action,
      object: OBJECTS[touched.kind],
      schema: touched.schema,
      name: touched.name,
      ...(to === undefined ? {} : { to: to.name, toSchema: to.schema }),
      ...(isTolerant ? { tolerant: true } : {}),
      origin: statement.origin,
    });
    const renamed = new Set(renames.map(({ from }) => from.name));
    return [
      ...creates.map((touched) => effect('create', touched)),
      ...alters.filter((touched) => !renamed.has(touched.name)).map((touched) => effect('alter', touched)),
      ...renames.map(({ from, to }) => effect('rename', from, to)),
      ...drops.map((touched) => effect('drop', touched)),
      ...uses.map((touched) => effect('use', touched)),
    ];
  });
}
