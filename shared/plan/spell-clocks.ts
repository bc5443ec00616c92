import type { Column, Table } from '../model';

const CLOCK = /^(?:now|localtime|localtimestamp|current_timestamp)\s*(?:\(\s*(\d?)\s*\))?$/i;

/** `now(3)` as both servers' manuals write it: CURRENT_TIMESTAMP(3). Anything else is left alone. */
function spellClock(text: string): string {
  const match = CLOCK.exec(text.trim());
  if (match === null) return text;
  const digits = match[1] ?? '';
  return digits === '' || digits === '0' ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${digits})`;
}

/**
 * A column that joins what a server stored: its clock is written as the server would store it. MySQL
 * keeps `DEFAULT CURRENT_TIMESTAMP` and `DEFAULT (now())` apart, and stores just the second as `now()`.
 */
export function spellColumnClocks(column: Column): Column {
  const { default: value, onUpdate } = column;
  const isClock = column.type.name === 'datetime' || column.type.name === 'timestamp';
  if (!isClock || (value?.kind !== 'expression' && onUpdate === undefined)) return column;
  return {
    ...column,
    ...(value?.kind === 'expression' ? { default: { ...value, value: spellClock(value.value) } } : {}),
    ...(onUpdate === undefined ? {} : { onUpdate: spellClock(onUpdate) }),
  };
}

/** A table with all its clocks spelled so. */
export function spellTableClocks(table: Table): Table {
  return { ...table, columns: table.columns.map(spellColumnClocks) };
}
