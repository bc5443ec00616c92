import { AppError } from '../../../shared/app-error';
import type { SchemaModel } from '../../../shared/model';
import { formatFlavor } from '../../../shared/model';
import { printModel } from '../../../shared/sql';
import { printCreateSchema, printReadOnly } from '../../../shared/sql/print-schema';
import { quoteIdentifier } from '../../../shared/sql/quote';
import type { ServerConnection } from '../mysql';
import { splitScript } from './split-script';

/** One statement of building a schema may take this long, in milliseconds. */
const BUILD_TIMEOUT_MS = 120_000;

/**
 * Creates a schema of a model under a name, with all that is in it, on a server that lacks it. `ours` keeps the definers
 * of its programs. Throws AppError `statement-failed` with the statement that the server refused, `server-gone`.
 */
export async function buildSchema(
  connection: ServerConnection,
  model: SchemaModel,
  schema: string,
  name: string,
  ours: boolean,
): Promise<void> {
  const wanted = model.schemas.find((one) => one.name === schema);
  if (wanted === undefined) return;
  await connection.query(printCreateSchema({ ...wanted, name }, connection.flavor));
  await connection.query(`USE ${quoteIdentifier(name)}`);
  const script = printModel({ ...model, schemas: [{ ...wanted, name: '' }] }, connection.flavor, {
    definer: ours,
  });
  for (const statement of splitScript(script, connection.flavor)) {
    try {
      await connection.query(statement, [], { timeoutMs: BUILD_TIMEOUT_MS });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(
        error.code === 'server-gone' ? error.code : 'statement-failed',
        `The target’s present state could not be rebuilt on ${formatFlavor(connection.flavor)}: ${error.message}`,
        { details: { statement: statement.slice(0, 2000) } },
      );
    }
  }
  if (wanted.readOnly === true && connection.flavor.vendor === 'mysql')
    await connection.query(printReadOnly(true, name));
}
