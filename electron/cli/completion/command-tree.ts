import type { Command, Option } from 'commander';

/** An option as completion needs it. */
export interface OptionNode {
  readonly flags: readonly string[];
  readonly description: string;
  /** What may follow: nothing, one of some words, a file, a folder, or a text of one's own. */
  readonly value: 'none' | 'file' | 'folder' | 'text' | readonly string[];
}

/** A command as completion needs it. */
export interface CommandNode {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionNode[];
  /** Words that an argument is one of; empty when it is a source, a file or a folder. */
  readonly words: readonly string[];
  /** True when ids of tidemark.yaml may be given. */
  readonly takesSources: boolean;
}

/** The program as completion needs it. */
export interface CommandTree {
  readonly name: string;
  readonly options: readonly OptionNode[];
  readonly commands: readonly CommandNode[];
}

const SOURCE_ARGUMENTS: ReadonlySet<string> = new Set(['source', 'from', 'to']);

/** Reads the commands, options and choices off the program, so that completion never lags behind it. */
export function describeTree(program: Command): CommandTree {
  return {
    name: program.name(),
    options: [...program.options.map(describeOption), HELP],
    commands: program.commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      options: command.options.map(describeOption),
      words: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
      takesSources: command.registeredArguments.some((argument) => SOURCE_ARGUMENTS.has(argument.name())),
    })),
  };
}

const HELP: OptionNode = { flags: ['-h', '--help'], description: 'print this help', value: 'none' };

function describeOption(option: Option): OptionNode {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    value: valueOf(option),
  };
}

function valueOf(option: Option): OptionNode['value'] {
  if (!option.required && !option.optional) return 'none';
  if (option.argChoices) return option.argChoices;
  if (/<dir>/.test(option.flags)) return 'folder';
  if (/<(file|path)>/.test(option.flags)) return 'file';
  return 'text';
}
