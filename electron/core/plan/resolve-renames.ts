import { AppError } from '../../../shared/app-error';
import type { SchemaModel } from '../../../shared/model';
import type { Rename } from '../../../shared/plan';

/**
 * Reads renames as a person types them: `old=new` for a table, `table.old=new` for a column or an index of it; a
 * schema may stand in front. The table is meant by its present name. Throws AppError `not-found` or `invalid-input`.
 */
export function resolveRenames(texts: readonly string[], present: SchemaModel): readonly Rename[] {
  const tables = texts.map((text) => resolveOne(text, present));
  // A column's table is named by its new name in a plan.
  const renamed = new Map(
    tables.flatMap((one) => (one.kind === 'table' ? [[`${one.schema}\0${one.from}`, one.to] as const] : [])),
  );
  return tables.map((one) =>
    one.kind === 'table' ? one : { ...one, table: renamed.get(`${one.schema}\0${one.table}`) ?? one.table },
  );
}

function resolveOne(text: string, present: SchemaModel): Rename {
  const at = text.indexOf('=');
  const from = text.slice(0, Math.max(0, at)).trim();
  const to =
    text
      .slice(at + 1)
      .trim()
      .split('.')
      .at(-1) ?? '';
  if (at < 1 || from === '' || to === '')
    throw new AppError('invalid-input', `“${text}” is no rename.`, {
      hint: 'Write old=new for a table, table.old=new for a column or index.',
    });
  const parts = from.split('.');
  const last = parts.at(-1) ?? '';
  for (const schema of present.schemas) {
    const rest = parts.length > 1 && parts[0] === schema.name ? parts.slice(1) : parts;
    if (rest.length === 1 && schema.tables.some(({ name }) => name === last))
      return { kind: 'table', schema: schema.name, from: last, to };
    if (rest.length !== 2) continue;
    const table = schema.tables.find(({ name }) => name === rest[0]);
    if (table === undefined) continue;
    const about = { schema: schema.name, table: table.name, from: last, to };
    if (table.columns.some(({ name }) => name === last)) return { kind: 'column', ...about };
    if (table.indexes.some(({ name }) => name === last)) return { kind: 'index', ...about };
  }
  throw new AppError('not-found', `The target has no table, column or index “${from}”.`, {
    hint: 'A rename names what is there now, then what it shall be called.',
  });
}
