import type { CommandContext } from '../command-context';
import type { Format } from '../options';
import { safeJson } from '../text/safe-text';
import { writeResult } from '../write-result';
import type { DriftResult } from './drift-result';

/** How a comparison is printed. */
export interface WriteDriftOptions {
  readonly format: Format;
  /** Also what is equivalent and unknown; JSON always lists it. */
  readonly all: boolean;
  /** The whole comparison as the published JSON. */
  readonly report: () => Promise<unknown>;
}

/** Prints a comparison in a format. */
export async function writeDrift(
  context: CommandContext,
  result: DriftResult,
  options: WriteDriftOptions,
): Promise<void> {
  await writeResult(await formatDrift(context, result, options), context.terminal, context.options);
}

async function formatDrift(
  context: CommandContext,
  result: DriftResult,
  { format, all, report }: WriteDriftOptions,
): Promise<string> {
  switch (format) {
    case 'json':
      return safeJson(await report());
    case 'markdown':
      return (await import('./drift-markdown')).driftMarkdown(result, all);
    case 'sarif':
      return safeJson((await import('./drift-sarif')).driftSarif(result));
    case 'junit':
      return (await import('./drift-junit')).driftJunit(result);
    case 'text': {
      const { stdout } = context.terminal;
      const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
      return (await import('./drift-text')).driftText(result, { style: context.style, width, all });
    }
  }
}
