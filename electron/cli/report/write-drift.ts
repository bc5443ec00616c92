import type { CommandContext } from '../command-context';
import type { Format } from '../options';
import { safeJson } from '../text/safe-text';
import { writeResult } from '../write-result';
import type { DriftResult } from './drift-result';

/** Prints a comparison in a format. `all` also lists what is equivalent and unknown; JSON always does. */
export async function writeDrift(
  context: CommandContext,
  result: DriftResult,
  format: Format,
  all: boolean,
): Promise<void> {
  await writeResult(await formatDrift(context, result, format, all), context.terminal, context.options);
}

async function formatDrift(
  context: CommandContext,
  result: DriftResult,
  format: Format,
  all: boolean,
): Promise<string> {
  switch (format) {
    case 'json':
      return safeJson((await import('./drift-json')).driftJson(result));
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
