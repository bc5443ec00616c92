import type { Schema, Table, TableOptions } from '../model';

/** What most tables of a schema have, where more than half agree. */
export type Customs = Pick<TableOptions, 'engine' | 'charset' | 'collation'>;

/** Reads the customs of a schema off its tables; `normalise` resolves what they inherit. */
export function findCustoms(schema: Schema | undefined, normalise: (table: Table) => Table): Customs {
  const tables = (schema?.tables ?? []).map((table) => normalise(table).options);
  const engine = majority(tables.map((options) => options.engine));
  const pair = majority(
    tables.map(({ charset, collation }) =>
      charset === undefined || collation === undefined ? undefined : `${charset}\0${collation}`,
    ),
  );
  const [charset, collation] = pair?.split('\0') ?? [];
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(charset === undefined || collation === undefined ? {} : { charset, collation }),
  };
}

function majority(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (count * 2 > values.length) return value;
  return undefined;
}

/**
 * A table whose source cannot state engine or charset (a TOON file) gets those that most tables of the
 * schema have, written out: left to the server they would follow its defaults, and the new table would be
 * the only latin1 one among a hundred.
 */
export function adoptCustoms(table: Table, customs: Customs): Table {
  const stated = new Set(table.facets);
  const engine = stated.has('engine') || table.options.engine !== undefined ? undefined : customs.engine;
  const isSilent =
    !stated.has('charset') && table.options.charset === undefined && table.options.collation === undefined;
  if (engine === undefined && (!isSilent || customs.charset === undefined)) return table;
  return {
    ...table,
    options: {
      ...table.options,
      ...(engine === undefined ? {} : { engine }),
      ...(isSilent && customs.charset !== undefined ? { charset: customs.charset } : {}),
      ...(isSilent && customs.collation !== undefined ? { collation: customs.collation } : {}),
    },
  };
}
