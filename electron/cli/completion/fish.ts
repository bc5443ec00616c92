import type { CommandTree, OptionNode } from './command-tree';

/** A fish completion script for the program. */
export function fishCompletion(tree: CommandTree): string {
  const lines = [`# Completion of ${tree.name} for fish.`];
  const start = `complete -c ${tree.name}`;
  for (const command of tree.commands) {
    lines.push(`${start} -n __fish_use_subcommand -a ${command.name} -d ${quote(command.description)} -f`);
  }
  for (const option of tree.options) lines.push(`${start}${specOf(option)}`);
  for (const command of tree.commands) {
    const within = `${start} -n '__fish_seen_subcommand_from ${command.name}'`;
    for (const option of command.options) lines.push(`${within}${specOf(option)}`);
    if (command.words.length > 0) lines.push(`${within} -f -a ${quote(command.words.join(' '))}`);
  }
  return `${lines.join('\n')}\n`;
}

function specOf(option: OptionNode): string {
  const flags = option.flags.map((flag) =>
    flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  return `${flags.join('')}${valueOf(option.value)} -d ${quote(option.description)}`;
}

function valueOf(value: OptionNode['value']): string {
  if (value === 'none') return '';
  if (value === 'file') return ' -r -F';
  if (value === 'folder') return " -x -a '(__fish_complete_directories)'";
  if (value === 'text') return ' -x';
  return ` -x -a ${quote(value.join(' '))}`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (character) => `\\${character}`)}'`;
}
