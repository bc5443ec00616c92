import type { CommandTree, OptionNode } from './command-tree';

/** A zsh completion script for the program. */
export function zshCompletion(tree: CommandTree): string {
  const commands = tree.commands.map((command) => `    ${quote(`${command.name}:${command.description}`)}`);
  return `#compdef ${tree.name}
# Completion of ${tree.name} for zsh.
_${tree.name}() {
  local context state line
  local -a everywhere commands
  everywhere=(
${specs(tree.options)}
  )
  commands=(
${commands.join('\n')}
  )
  _arguments -C $everywhere '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe 'command' commands ;;
    argument)
      case $words[1] in
${tree.commands
  .map((command) => {
    const argument =
      command.words.length > 0 ? `'1:word:(${command.words.join(' ')})'` : `'*:source or file:_files'`;
    return `        ${command.name})
          _arguments $everywhere \\
${command.options.map((option) => `${specs([option], ' \\')}\n`).join('')}            ${argument} ;;`;
  })
  .join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_${tree.name}" ]; then _${tree.name} "$@"; else compdef _${tree.name} ${tree.name}; fi
`;
}

function specs(options: readonly OptionNode[], end = ''): string {
  return options
    .flatMap((option) => option.flags.map((flag) => ({ flag, option })))
    .map(({ flag, option }) => {
      const text = option.description.replaceAll(/[[\]:\\]/g, (character) => `\\${character}`);
      return `            ${quote(`${flag}[${text}]${completeValue(option.value)}`)}${end}`;
    })
    .join('\n');
}

function completeValue(value: OptionNode['value']): string {
  if (value === 'none') return '';
  if (value === 'folder') return ':folder:_files -/';
  if (value === 'file') return ':file:_files';
  if (value === 'text') return ':value: ';
  return `:value:(${value.join(' ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
