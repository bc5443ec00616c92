import { Command } from 'commander';
import { VERSION } from '../core/service/version';

/** Runs one command line, without the program's name, and resolves to the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = new Command('tidemark').version(VERSION);
  await program.parseAsync([...args], { from: 'user' });
  return 0;
}
