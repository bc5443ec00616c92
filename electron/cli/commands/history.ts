import type { OutputOf } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { requireFormat } from '../require-format';
import { setColumns } from '../text/columns';
import { countOf } from '../text/count';
import { safeJson, safeText } from '../text/safe-text';
import { writeResult } from '../write-result';

/** Shows what the tracking tables of a server tell. */
export async function showHistory(
  context: CommandContext,
  own: { readonly on: string; readonly trackingSchema?: string },
): Promise<number> {
  const { call, options, terminal, style } = context;
  const format = requireFormat(options.format, ['text', 'json']);
  const history = await call('run.history', {
    on: own.on,
    ...(own.trackingSchema === undefined ? {} : { trackingSchema: own.trackingSchema }),
  });
  if (format === 'json') {
    await writeResult(safeJson({ version: 1, ...history }), terminal, options);
    return EXIT.done;
  }
  const lines: string[] = [];
  if (history.layouts.length === 0) lines.push('This server has no tracking tables.');
  for (const { schema, layout, tables } of history.layouts)
    if (layout === 'older')
      lines.push(
        `${safeText(schema)} holds the older layout (${countOf(tables, 'table')}), shown read-only.`,
      );
  const rows = history.runs.map((run) => [
    `  ${run.id}`,
    safeText(run.name),
    safeText(run.version),
    run.status === 'completed'
      ? style.tint('equal', run.status)
      : run.status === 'failed'
        ? style.tint('missing', run.status)
        : safeText(run.status),
    safeText(run.startedAt ?? ''),
    run.milliseconds === null ? '' : `${String(run.milliseconds)} ms`,
    safeText(run.error ?? ''),
  ]);
  lines.push(...setColumns(rows));
  if (history.versions.length > 0)
    lines.push(
      '',
      ...history.versions.map(
        ({ schema, version, tables }) =>
          `  ${safeText(schema)} is at ${safeText(version)}, ${countOf(tables, 'table')}`,
      ),
    );
  await writeResult(lines.join('\n'), terminal, options);
  return EXIT.done;
}

type KnownRun = OutputOf<'run.status'>['runs'][number];

/** True for a run that somebody must decide about. */
function waits({ unfinished, underWay }: KnownRun): boolean {
  return unfinished && !underWay;
}

function describeState(run: KnownRun, style: CommandContext['style']): string {
  if (run.underWay) return `${run.state}, under way`;
  if (run.unfinished) return style.tint('different', `${run.state}, waits`);
  if (run.abandoned) return 'abandoned';
  return run.refused ? 'refused, nothing was run' : run.state;
}

/** Shows the runs that this workspace has journals of, and what waits for a decision. */
export async function showStatus(context: CommandContext): Promise<number> {
  const { call, options, terminal, style } = context;
  const format = requireFormat(options.format, ['text', 'json']);
  const { runs } = await call('run.status', {});
  if (format === 'json') {
    await writeResult(safeJson({ version: 1, runs }), terminal, options);
  } else {
    const rows = runs.map((run) => [
      `  ${run.run}`,
      safeText(`${run.name} ${run.planVersion}`.trim()),
      describeState(run, style),
      `${String(run.done)} of ${String(run.statements)}`,
      safeText(run.where),
      safeText(run.failure ?? ''),
    ]);
    const waiting = runs.filter(waits);
    await writeResult(
      [
        runs.length === 0
          ? 'Nothing was run from this workspace.'
          : `${countOf(runs.length, 'run')}, ${String(waiting.length)} unfinished.`,
        ...setColumns(rows),
        ...waiting.map(
          (run) =>
            `Go on with: tidemark run ${safeText(run.file)} --resume, or take it back: tidemark rollback ${safeText(run.file)}`,
        ),
      ].join('\n'),
      terminal,
      options,
    );
  }
  return runs.some(waits) ? EXIT.found : EXIT.done;
}
