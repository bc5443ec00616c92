import { dirname, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { AppError } from '../../shared/app-error';
import { createClient } from '../../shared/api/client';
import type { ApiCall } from '../../shared/api/client';
import { createService } from '../core/service/create-service';
import { VERSION } from '../core/service/version';
import { askPassword } from './ask-password';
import type { CommandContext } from './command-context';
import { EXIT, exitCodeOf } from './exit-code';
import type { GlobalOptions } from './options';
import { ProgressLine } from './progress-line';
import type { Terminal } from './terminal';
import { safeText } from './text/safe-text';
import { makeStyle, takesColor, takesUnicode } from './text/style';
import { UsageError } from './usage-error';

/** The work of one command: resolves to the exit code. */
export type Command = (context: CommandContext) => Promise<number>;

/** Runs a command's work; loads the core only now, so that help and usage errors are quick. */
export type Run = (options: GlobalOptions, load: () => Promise<Command>) => Promise<void>;

/** Runs a command on a service of its own, and answers its failure with a sentence on stderr and an exit code. */
export async function runCommand(
  terminal: Terminal,
  options: GlobalOptions,
  command: Command,
): Promise<number> {
  const progress = new ProgressLine(terminal, options.quiet);
  const service = createService({
    version: VERSION,
    directory: findWorkspace(terminal.cwd, options.workspace),
    addressesFrom: terminal.cwd,
    readOnly: options.readOnly,
    log: (message) => terminal.stderr.write(`${message}\n`),
    askPassword: (question) => askPassword(terminal, progress, question),
  });
  const client = createClient(service);
  let calls = 0;
  const call: ApiCall = (method, input) =>
    client(method, input, { operation: `cli-${String(++calls)}`, signal: terminal.signal });
  service.subscribe((event) => {
    progress.show(event);
  });
  const toFile = options.output !== undefined && options.output !== '-';
  try {
    return await command({
      terminal,
      options,
      call,
      progress,
      style: makeStyle({
        color: takesColor(terminal.env, terminal.stdout.isTTY === true && !toFile),
        unicode: takesUnicode(terminal.env, terminal.platform),
      }),
      note: (line) => {
        progress.clear();
        if (!options.quiet) terminal.stderr.write(`${line}\n`);
      },
    });
  } catch (error) {
    progress.clear();
    return explainFailure(error, terminal);
  } finally {
    progress.clear();
    await service.close();
  }
}

/** Says what went wrong on stderr and resolves to the exit code. Throws what is a bug. */
export function explainFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof UsageError) {
    terminal.stderr.write(`tidemark: ${safeText(error.message)}\n`);
    return EXIT.usage;
  }
  if (!(error instanceof AppError)) throw error;
  const hint = error.more.hint === undefined ? '' : `  ${safeText(error.more.hint)}\n`;
  terminal.stderr.write(`tidemark: ${safeText(error.message)}\n${hint}`);
  return exitCodeOf(error.code);
}

/** The folder that was named, or else the nearest one upwards that holds a tidemark.yaml, or else this one. */
function findWorkspace(cwd: string, named: string | undefined): string {
  if (named !== undefined) return resolve(cwd, named);
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'tidemark.yaml'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
