import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { bashCompletion } from '../completion/bash';
import { describeTree } from '../completion/command-tree';
import { fishCompletion } from '../completion/fish';
import { zshCompletion } from '../completion/zsh';
import { EXIT } from '../exit-code';
import { writeResult } from '../write-result';

const WRITERS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Prints the completion script of a shell, made from the commands themselves. */
export async function printCompletion(
  context: CommandContext,
  program: Command,
  shell: 'bash' | 'zsh' | 'fish',
): Promise<number> {
  await writeResult(WRITERS[shell](describeTree(program)), context.terminal, context.options);
  return EXIT.done;
}
