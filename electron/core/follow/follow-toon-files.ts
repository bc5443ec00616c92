import { AppError } from '../../../shared/app-error';
import type { Flavor, Table } from '../../../shared/model';
import { fileNameOf } from '../../../toon/file-name';
import { sniffDialect } from '../../../toon/sniff-dialect';
import { writeToonTable } from '../../../toon/write-table';
import { writeTokenObject } from '../../../toon/write-token-object';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';
import type { FollowedFile, FollowPlan } from './follow-files';
import { changedTables, newFilePath, tableKey } from './followed-states';
import type { FollowedStates, FollowTarget } from './followed-states';

/** What TOON files have to be written so that they state the wanted tables; rows and unknown keys stay. */
export async function followToonFiles(target: FollowTarget, states: FollowedStates): Promise<FollowPlan> {
  const { config, root } = target;
  const folder = 'path' in config ? config.path : '';
  const changed = changedTables(states);
  const files: FollowedFile[] = [];
  const present = indexTables(states.from);
  const after = indexTables(states.after);
  const taken = new Set(
    [...present.values()].flatMap(({ origin }) =>
      origin.kind === 'file' ? [origin.path.toLowerCase()] : [],
    ),
  );
  const notes = [...states.notes];
  let unchanged = 0;
  for (const [key, table] of after) {
    const known = present.get(key);
    if (known !== undefined && !changed.has(key)) {
      unchanged += 1;
      continue;
    }
    if (known?.origin.kind === 'file') {
      const { path } = known.origin;
      const previous = await readPrevious(resolveInside(root, path), path);
      const content = rewrite(previous, table, states.flavor);
      if (content === undefined) {
        notes.push(
          `${path} is left as it is: its dialect of TOON is read but not written, and another one would lose what it states. Change ${table.name} there by hand.`,
        );
        unchanged += 1;
      } else if (content === previous) unchanged += 1;
      else files.push({ path, change: 'changed', tables: [table.name], content });
    } else {
      files.push({
        path: freePath(folder, table.name, taken),
        change: 'created',
        tables: [table.name],
        content: writeToonTable(table, undefined, { flavor: states.flavor }),
      });
    }
  }
  for (const [key, table] of present) {
    if (after.has(key) || table.origin.kind !== 'file') continue;
    files.push({ path: table.origin.path, change: 'removed', tables: [table.name] });
  }
  return { files, unchanged, notes };
}

/**
 * The file's text with the wanted table, in the file's own dialect, or undefined where that cannot be done
 * without losing something: the line dialect states engine and charset, which Table JSON has no keys for.
 */
function rewrite(previous: string, table: Table, flavor: Flavor): string | undefined {
  const dialect = sniffDialect(previous);
  if (dialect === 'table-json') return writeToonTable(table, previous, { flavor });
  if (dialect === 'token-notation') return writeTokenObject(table, previous);
  return undefined;
}

function indexTables(model: FollowedStates['from']): ReadonlyMap<string, Table> {
  return new Map(
    model.schemas.flatMap((schema) =>
      schema.tables.map((table) => [tableKey(schema.name, table.name), table] as const),
    ),
  );
}

async function readPrevious(place: string, shown: string): Promise<string> {
  const { value, diagnostics } = await readTextFile(place, { path: shown });
  if (value === undefined)
    throw new AppError('not-readable', diagnostics[0]?.message ?? `${shown} cannot be read.`);
  return value.text;
}

function freePath(folder: string, name: string, taken: Set<string>): string {
  const stem = fileNameOf(name);
  let path = newFilePath(folder, `${stem}.toon`);
  for (let next = 2; taken.has(path.toLowerCase()); next += 1)
    path = newFilePath(folder, `${stem}~${String(next)}.toon`);
  taken.add(path.toLowerCase());
  return path;
}
