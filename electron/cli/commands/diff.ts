import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { FORMATS } from '../options';
import { noteConfigProblems } from '../report/note-problems';
import { requireFormat } from '../require-format';
import { requireSchemas } from '../require-schemas';
import { requireDriftLevel, tellDrift } from './drift';
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
  const code = await tellDrift(
    context,
    {
      headline: head.headline,
      reference: head.from.id,
      sources: [head.from, head.to],
      failed: [],
      summary: head.forward,
    },
    {
      ...{ format, level, all: own.all },
      items: (page) => call('diff.run', { ...query, ignored, ...page }),
      report: () => call('diff.report', { ...query, ignored }),
    },
  );
  return broken ? EXIT.failed : code;
}
