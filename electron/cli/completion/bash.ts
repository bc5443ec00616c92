import type { CommandNode, CommandTree, OptionNode } from './command-tree';

/** A bash completion script for the program. */
export function bashCompletion(tree: CommandTree): string {
  const names = tree.commands.map((command) => command.name);
  return `# Completion of ${tree.name} for bash.
# Words of the command, or its flags once a dash is typed.
_${tree.name}_offer() {
  if [[ $1 == -* ]]; then COMPREPLY=($(compgen -W "$3" -- "$1"))
  else COMPREPLY=($(compgen -W "$2" -- "$1")); fi
}
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
    '') _${tree.name}_offer "$current" '${names.join(' ')}' '${flagsOf(tree.options)}'; return ;;
${tree.commands
  .map((command) => {
    const flags = [...command.options, ...tree.options];
    return `    ${command.name}) _${tree.name}_offer "$current" ${wordsOf(command)} '${flagsOf(flags)}' ;;`;
  })
  .join('\n')}
  esac
  [[ \${#COMPREPLY[@]} -gt 0 ]] || compopt -o default
}
complete -F _${tree.name} ${tree.name}
`;
}

// Ids hold letters, digits, _, - and . only, so that they can stand in a word list as they are.
const SOURCE_IDS = `"$(sed -n 's/^ *- *id: *\\([A-Za-z0-9_.-]*\\).*/\\1/p' tidemark.yaml 2>/dev/null)"`;

function wordsOf(command: CommandNode): string {
  return command.takesSources ? SOURCE_IDS : `'${command.words.join(' ')}'`;
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
