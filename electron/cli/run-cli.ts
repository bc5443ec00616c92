import { EXIT } from './exit-code';
import { buildProgram, isCommanderEnd } from './program';
import type { Terminal } from './terminal';

/** Runs one command line, without the program's name, and resolves to the exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram(terminal, async (options, load) => {
    const { runCommand } = await import('./run-command');
    code = await runCommand(terminal, options, await load());
  });
  try {
    if (args.length === 0) {
      program.outputHelp();
      return EXIT.usage;
    }
    // Behind a command, --version is that command's own: a migration has a version too.
    const words = args[0] === '--version' ? ['-V', ...args.slice(1)] : [...args];
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (!isCommanderEnd(error)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}
