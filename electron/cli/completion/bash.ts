import type { CommandTree, OptionNode } from './command-tree';

/** A bash completion script for the program. */
export function bashCompletion(tree: CommandTree): string {
  const names = tree.commands.map((command) => command.name);
  return `# Completion of ${tree.name} for bash.
_${tree.name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join('|')}) command=$word; break ;;
    esac
  done
  COMPREPLY=()
  case $previous in
${optionCases([...tree.options, ...tree.commands.flatMap((command) => command.options)])}
  esac
  case $command in
    '') COMPREPLY=($(compgen -W '${names.join(' ')} ${flagsOf(tree.options)}' -- "$current")); return ;;
${tree.commands
  .map((command) => {
    const words = [...command.words, flagsOf(command.options), flagsOf(tree.options)].join(' ').trim();
    return `    ${command.name}) COMPREPLY=($(compgen -W '${words}' -- "$current")) ;;`;
  })
  .join('\n')}
  esac
  [[ $current == -* || \${#COMPREPLY[@]} -gt 0 && -n $current ]] || compopt -o default
}
complete -F _${tree.name} ${tree.name}
`;
}

function flagsOf(options: readonly OptionNode[]): string {
  return options.flatMap((option) => option.flags).join(' ');
}

function optionCases(options: readonly OptionNode[]): string {
  const seen = new Set<string>();
  return options
    .filter((option) => option.value !== 'none')
    .flatMap((option) => {
      const flags = option.flags.filter((flag) => !seen.has(flag));
      for (const flag of flags) seen.add(flag);
      return flags.length === 0 ? [] : [`    ${flags.join('|')}) ${completeValue(option.value)}; return ;;`];
    })
    .join('\n');
}

function completeValue(value: OptionNode['value']): string {
  if (value === 'folder') return 'compopt -o dirnames';
  if (value === 'file') return 'compopt -o default';
  if (typeof value === 'string') return ':';
  return `COMPREPLY=($(compgen -W '${value.join(' ')}' -- "$current"))`;
}
