import { join } from 'node:path';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { compareFor } from '../../../shared/plan';
import type { SourceConfig } from '../../../shared/workspace';
import type { SourceReading } from '../source/source-reading';

/** A source of files that shall follow another. */
export interface FollowTarget {
  readonly config: SourceConfig;
  readonly root: string;
  readonly reading: SourceReading;
  /** Reads the same files as a server of this flavor would, where the vendors read them differently. */
  readonly readFor?: (flavor: Flavor) => Promise<SourceReading>;
}

/** What a source of files states now, and what it shall state. */
export interface FollowedStates {
  readonly from: SchemaModel;
  readonly after: SchemaModel;
  readonly flavor: Flavor;
  readonly remove: boolean;
  /** Restates a table as the target's flavor would, for comparing. */
  readonly notes: string[];
}

/** The tables of two states that are not the same, by schema and name. */
export function changedTables({ from, after, flavor }: FollowedStates): ReadonlySet<string> {
  const diff = compareFor(flavor, from).diff(from, after);
  return new Set(
    diff.objects
      .filter(
        ({ object, status }) =>
          object === 'table' && (status === 'different' || status === 'missing' || status === 'extra'),
      )
      .map(({ schema, name }) => tableKey(schema, name)),
  );
}

/** One table in maps and sets. */
export function tableKey(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

/** The path of a file within its source's root, for a table that has none yet. */
export function newFilePath(folder: string, name: string): string {
  return join(folder, name).replaceAll('\\', '/');
}
