import type { ProbeResult } from '../../../shared/api/plan-schema';
import { AppError } from '../../../shared/app-error';
import type { Change } from '../../../shared/plan';
import { quoteIdentifier } from '../../../shared/sql/quote';
import type { ServerConnection } from '../mysql';
import { textOf } from '../mysql';

/** A probe that takes longer than this says nothing, in milliseconds. */
const PROBE_TIMEOUT_MS = 30_000;

/**
 * Counts on a server the rows that stand in the way of held changes. A probe that fails says so; it never stops
 * the others. Throws AppError `cancelled` and `server-gone`.
 */
export async function probeChanges(
  connection: ServerConnection,
  changes: readonly Change[],
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly progress?: ((done: number, total: number, current: string) => void) | undefined;
  } = {},
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  const open = changes.flatMap((change) =>
    change.probe === undefined ? [] : [{ change, probe: change.probe }],
  );
  let schema = '';
  for (const [place, { change, probe }] of open.entries()) {
    options.progress?.(place, open.length, change.id);
    try {
      if (change.schema !== schema && change.schema !== '') {
        await connection.query(`USE ${quoteIdentifier(change.schema)}`);
        schema = change.schema;
      }
      const [row] = await connection.query(probe.sql, [], {
        signal: options.signal,
        timeoutMs: PROBE_TIMEOUT_MS,
      });
      const [column] = row === undefined ? [] : Object.keys(row);
      const text = row === undefined || column === undefined ? '' : textOf(row, column);
      const rows = /^\d+$/.test(text) ? Number(text) : null;
      results.push({
        change: change.id,
        rows,
        sentence:
          rows === null ? 'The rows could not be counted.' : probe.sentence.replaceAll('{n}', String(rows)),
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'server-gone')
        throw error;
      results.push({
        change: change.id,
        rows: null,
        sentence: `The rows could not be counted: ${error.message}`,
      });
    }
  }
  return results;
}
