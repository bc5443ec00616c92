import type { SchemaObject } from '../model';

/** Modes under which a server reads one and the same text in another way. */
const CHANGES_READING = [
  'ANSI_QUOTES',
  'HIGH_NOT_PRECEDENCE',
  'IGNORE_SPACE',
  'NO_BACKSLASH_ESCAPES',
  'ORACLE',
  'PIPES_AS_CONCAT',
];

/**
 * A wanted trigger, routine or event under the sql_mode of the present one, where its source says none: a server keeps the
 * mode with the object and runs it so, and what is not said stays. Not a mode that would read the new text otherwise.
 */
export function keepMode<T extends SchemaObject>(wanted: T, present: SchemaObject): T {
  if (!('body' in wanted) || !('body' in present)) return wanted;
  if (wanted.sqlMode !== undefined || present.sqlMode === undefined) return wanted;
  const modes = present.sqlMode.split(',');
  return modes.some((mode) => CHANGES_READING.includes(mode))
    ? wanted
    : { ...wanted, sqlMode: present.sqlMode };
}

/**
 * SQL for the sql_mode under which an object is made: its own, or where none is said the one that the script found, as when
 * the definition is typed into a client. The script's own mode would stay with the object: it takes 0 for a value of an
 * AUTO_INCREMENT column and is strict in all engines.
 */
export function modeToMake(sqlMode: string | undefined): string {
  if (sqlMode !== undefined) return `'${sqlMode.replaceAll("'", '')}'`;
  return `IF(@tidemark_old_mode RLIKE '${CHANGES_READING.join('|')}', @tidemark_plan_mode, @tidemark_old_mode)`;
}
