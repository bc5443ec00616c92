import type { Diagnostic } from '../../../shared/model';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import type { FailLevel } from '../options';
import { readPages } from '../read-pages';
import { noteConfigProblems } from '../report/note-problems';
import { reportSources } from '../report/sources-report';
import { requireFailLevel } from '../require-fail-level';
import { requireFormat } from '../require-format';
import { writeResult } from '../write-result';

/** Reads the sources (all when none is named) and says what each holds. */
export async function listSources(context: CommandContext, names: readonly string[]): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json', 'markdown']);
  const chosen = names.length === 0 ? {} : { sources: names };
  const least = requireFailLevel(options.failOn ?? 'never', ['never', 'error', 'warning', 'info']);
  const { sources } = await call('source.read', chosen);
  const broken = await noteConfigProblems(context, names);
  const diagnostics = await readPages((page) => call('source.diagnostics', { ...chosen, ...page }));
  await writeResult(reportSources({ sources, diagnostics }, format, context.style), terminal, options);
  if (broken || sources.some((source) => source.state === 'failed')) return EXIT.failed;
  const found = diagnostics.some(({ diagnostic }) => reaches(diagnostic, least));
  return found ? EXIT.found : EXIT.done;
}

function reaches(diagnostic: Diagnostic, level: FailLevel): boolean {
  const levels = ['error', 'warning', 'info'];
  const least = levels.indexOf(level);
  return least >= 0 && levels.indexOf(diagnostic.severity) <= least;
}
