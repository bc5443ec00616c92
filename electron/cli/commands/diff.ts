import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { FORMATS } from '../options';
import { readItems } from '../read-pages';
import type { DriftResult } from '../report/drift-result';
import { noteConfigProblems, noteProblems, noteUnread } from '../report/note-problems';
import { writeDrift } from '../report/write-drift';
import { requireFormat } from '../require-format';
import { requireSchemas } from '../require-schemas';
import { safeText } from '../text/safe-text';
import { exitCodeOfDrift, requireDriftLevel } from './drift';
import type { DriftOptions } from './drift';

/** Compares two sources; `from` is the measure. */
export async function showDiff(
  context: CommandContext,
  from: string,
  to: string,
  own: Omit<DriftOptions, 'reference'>,
): Promise<number> {
  const { call, options } = context;
  const format = requireFormat(options.format, FORMATS);
  const level = requireDriftLevel(options.failOn);
  const broken = await noteConfigProblems(context, [from, to]);
  const query = {
    from,
    to,
    ...(options.flavor === undefined ? {} : { flavor: options.flavor }),
    filter: {
      ...(own.schema === undefined ? {} : { schemas: own.schema }),
      ...(own.only === undefined ? {} : { text: own.only }),
    },
  };
  const head = await call('diff.run', { ...query, limit: 1 });
  await requireSchemas(context, [from, to], own.schema);
  const ignored = own.ignored ? 'with' : 'without';
  const {
    items,
    ignored: left,
    ignoredProblem,
  } = await readItems((page) => call('diff.run', { ...query, ignored, ...page }));
  if (ignoredProblem !== undefined) context.note(safeText(ignoredProblem));
  const result: DriftResult = {
    headline: head.headline,
    reference: head.from.id,
    sources: [head.from, head.to],
    failed: [],
    summary: head.forward,
    items,
    ignored: left,
  };
  await writeDrift(context, result, {
    format,
    all: own.all,
    report: () => call('diff.report', { ...query, ignored }),
  });
  await noteProblems(context, [from, to]);
  const unread = await noteUnread(context, result.sources);
  return broken || unread ? EXIT.failed : exitCodeOfDrift(result, level);
}
