import type { DeclaredDependency } from './migration';
import { readDateText } from './migration-name';

/** What the comments at a file's top say. */
export interface MigrationHeader {
  readonly dependencies: readonly DeclaredDependency[];
  readonly date?: string;
  readonly version?: readonly number[];
}

/** Headers are at the top; a comment in the middle of a file speaks of what stands beside it. */
const HEADER_LINES = 80;
const LONGEST_LINE = 1_000;

const COMMENT = /^\s*(?:--|#|\/\*+|\*)\s?(.*?)(?:\*\/)?\s*$/;
const DEPENDS = /^\W*(?:@?depends[-_ ]on|@?dependenc(?:y|ies)|@?requires?)\s*[:=]\s*(.*)$/i;
const PREREQUISITE = /^\W*prerequisites?\s*:?\s*(.*)$/i;
const AFTER = /\b(?:run|runs|executed?|applied|apply)\s+(?:only\s+)?after\s*:?\s*(.*)$/i;
const DATE =
  /^\W*(?:date|created(?:[_ ]at)?|created_ymdhis|creation date|generated(?: at)?|last[_ ]modified\w*|file\.\w*(?:created|modified)\w*)\s*[:=]\s*["']?(.{0,40})/i;
const VERSION =
  /^\W*(?:file\.)?(?:migration[_ ])?version\s*[:=]\s*["']?v?(\d{1,5}(?:\.\d{1,5}){1,3})(?![\d.])/i;

/**
 * Reads `-- depends-on:`, `-- prerequisite:`, `run after …`, date and version from the comments at the top of
 * a SQL file. In prose only what looks like a file name counts.
 */
export function readMigrationHeader(text: string, path: string): MigrationHeader {
  const dependencies: DeclaredDependency[] = [];
  let date: string | undefined;
  let version: readonly number[] | undefined;
  /** Lines after an empty `Prerequisites:` list what is meant. */
  let isListing = false;
  let isInBlock = false;
  const lines = text.slice(0, HEADER_LINES * LONGEST_LINE).split('\n', HEADER_LINES);
  for (const [index, line] of lines.entries()) {
    if (line.length > LONGEST_LINE) continue;
    const body = isInBlock
      ? line
          .trim()
          .replace(/^\*+\s?/, '')
          .replace(/\*\/\s*$/, '')
      : COMMENT.exec(line)?.[1];
    if (line.includes('/*')) isInBlock = true;
    if (line.includes('*/')) isInBlock = false;
    if (body === undefined) {
      isListing = false;
      continue;
    }
    const place = { kind: 'file' as const, path, line: index + 1, column: 1 };
    const add = (value: string, explicit: boolean): void => {
      for (const reference of readReferences(value, explicit))
        dependencies.push({ reason: 'declared', ...reference, origin: place });
    };
    const depends = DEPENDS.exec(body)?.[1];
    const prose = depends ?? PREREQUISITE.exec(body)?.[1] ?? AFTER.exec(body)?.[1];
    if (prose !== undefined) {
      add(prose, depends !== undefined);
      isListing = prose.trim() === '';
      continue;
    }
    if (isListing) {
      if (body.trim() === '') isListing = false;
      else add(body, false);
    }
    const dateText = DATE.exec(body)?.[1];
    if (date === undefined && dateText !== undefined) date = readDateText(dateText);
    version ??= VERSION.exec(body)?.[1]?.split('.').map(Number);
  }
  return {
    dependencies,
    ...(date === undefined ? {} : { date }),
    ...(version === undefined ? {} : { version }),
  };
}

/** The names in a header's value. Explicit headers list names; in prose a name ends in .sql. */
function readReferences(value: string, explicit: boolean): { reference: string; certain: boolean }[] {
  const words = value.split(/[\s,;`"'()[\]]+/).map((word) => word.replace(/^[.:-]+(?=\w)|[.:]+$/g, ''));
  const files = words.filter((word) => /\.(?:sql|py)$/i.test(word));
  if (files.length > 0)
    return files.filter((word) => /\.sql$/i.test(word)).map((reference) => ({ reference, certain: true }));
  if (!explicit) return [];
  const names = words.filter(
    (word) => /^[\w./-]+$/.test(word) && !/^(?:none|n\/a|and|the|nothing|-+)$/i.test(word),
  );
  // `depends-on: the users table` is prose too: several words without a digit or an underscore.
  return names.map((reference) => ({ reference, certain: names.length === 1 && /[\d_]/.test(reference) }));
}
