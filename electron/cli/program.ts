import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../core/service/version';
import { FAIL_LEVELS, FORMATS } from './options';
import { addPlanCommands } from './plan-commands';
import type { Run } from './run-command';
import type { Terminal } from './terminal';

const SOURCES = `A SOURCE is an id from tidemark.yaml, or an address:
  toon:DIR  sql:FILE-or-DIR  migrations:DIR  alembic:DIR  snapshot:FILE
  mysql://user@host:port/schema[,schema…]   also MariaDB; ?socket=PATH, ?ssl-mode=MODE
Passwords come from TIDEMARK_PASSWORD, TIDEMARK_PASSWORD_<ID> or ~/.my.cnf, or are asked for.`;

const EXIT_CODES = `Exit codes: 0 nothing to report · 1 drift or findings · 2 could not be done ·
  3 refused for safety · 64 wrong usage · 130 interrupted`;

/** The whole command line as commander knows it. `run` is called for the command that was chosen. */
export function buildProgram(terminal: Terminal, run: Run): Command {
  const program = new Command('tidemark')
    .description(
      'Puts every statement of a MySQL or MariaDB schema side by side and shows where they disagree.',
    )
    .version(VERSION, '-V', 'print the version; also --version, before any command')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .exitOverride()
    .showHelpAfterError('(tidemark --help lists the commands)')
    .addHelpText('after', `\n${SOURCES}\n\n${EXIT_CODES}`);
  addGlobalOptions(program);
  addLookingCommands(program, run);
  addWritingCommands(program, run);
  addPlanCommands(program, run, describe);
  addServingCommands(program, run);
  return program;
}

function addGlobalOptions(program: Command): void {
  program
    .option('--workspace <dir>', 'the folder of tidemark.yaml (default: the nearest one upwards)')
    .addOption(new Option('--format <format>', 'how results are printed').choices(FORMATS).default('text'))
    .option('--output <file>', 'put the result in a file instead of on stdout')
    .option('--flavor <flavor>', 'judge for this server: mysql:9.7, mariadb:10.11, …', readFlavor)
    .addOption(new Option('--fail-on <level>', 'end with 1 from this level on').choices(FAIL_LEVELS))
    .option('--read-only', 'refuse everything that writes', false)
    .option('--quiet', 'no progress and no notes on stderr', false);
}

function addLookingCommands(program: Command, run: Run): void {
  describe(program.command('detect'), 'find out what a folder holds, as a tidemark.yaml', [
    'tidemark detect .',
    'tidemark detect . --write',
  ])
    .argument('[dir]', 'the folder to look at', '.')
    .option('--write', 'write tidemark.yaml into the folder, unless there is one', false)
    .action((dir: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { detect } = await import('./commands/detect');
        return (context) => detect(context, dir, command.opts<{ write: boolean }>().write);
      }),
    );
  describe(program.command('sources'), 'every source: what it holds and what could not be read', [
    'tidemark sources',
    'tidemark sources toon:database/toon --format json',
  ])
    .argument('[source...]', 'the sources (default: all of the workspace)')
    .action((sources: string[], _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { listSources } = await import('./commands/sources');
        return (context) => listSources(context, sources);
      }),
    );
  describe(program.command('drift'), 'compare all sources at once and show where they disagree', [
    'tidemark drift',
    'tidemark drift toon main-sql --reference toon',
    'tidemark drift toon:database/toon sql:dump.sql --flavor mariadb:10.11 --all',
    'tidemark drift --fail-on different --format junit --output drift.xml',
  ])
    .argument('[source...]', 'the sources (default: all of the workspace)')
    .option('--reference <source>', 'the source that the others are compared with')
    .option('--schema <name...>', 'only these schemas')
    .option('--only <text>', 'only objects and parts whose name holds this text')
    .option('--all', 'also what is spelled differently but means the same, and what is unknown', false)
    .option('--ignored', 'also what somebody decided to live with, marked so', false)
    .action((sources: string[], _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { showDrift } = await import('./commands/drift');
        return (context) => showDrift(context, sources, command.opts());
      }),
    );
  describe(program.command('diff'), 'compare two sources, in both directions', [
    'tidemark diff toon main-sql',
    'tidemark diff mysql://root@127.0.0.1/shop sql:schema.sql',
  ])
    .addArgument(new Argument('<from>', 'the source that is the measure'))
    .addArgument(new Argument('<to>', 'the source that is measured'))
    .option('--schema <name...>', 'only these schemas')
    .option('--only <text>', 'only objects and parts whose name holds this text')
    .option('--all', 'also what is spelled differently but means the same, and what is unknown', false)
    .option('--ignored', 'also what somebody decided to live with, marked so', false)
    .action((from: string, to: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { showDiff } = await import('./commands/diff');
        return (context) => showDiff(context, from, to, command.opts());
      }),
    );
}

function addWritingCommands(program: Command, run: Run): void {
  describe(program.command('snapshot'), 'save what a source states now', [
    'tidemark snapshot production --out snapshots/production.json',
  ])
    .argument('<source>', 'the source')
    .requiredOption('--out <file>', 'the file to write')
    .action((source: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { saveSnapshot } = await import('./commands/snapshot');
        return (context) => saveSnapshot(context, source, command.opts<{ out: string }>().out);
      }),
    );
  describe(program.command('export'), 'write a source in another form', [
    'tidemark export production --as sql --out schema.sql',
    'tidemark export main-sql --as toon --out database/toon',
  ])
    .argument('<source>', 'the source')
    .addOption(
      new Option('--as <form>', 'the form')
        .choices(['toon', 'sql', 'markdown', 'json'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <path>', 'the file to write; for toon, the folder')
    .action((source: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { exportSource } = await import('./commands/export');
        return (context) => exportSource(context, source, command.opts());
      }),
    );
}

function addServingCommands(program: Command, run: Run): void {
  describe(program.command('open'), 'open the window on a folder', [
    'tidemark open',
    'tidemark open ~/project',
  ])
    .argument('[dir]', 'the folder (default: the workspace)')
    .action((dir: string | undefined, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { serve } = await import('./commands/serve');
        return (context) => serve(context, dir, { port: 0, open: true });
      }),
    );
  describe(program.command('serve'), 'serve the window to a browser on this machine', [
    'tidemark serve',
    'tidemark serve --port 4180 --no-open',
  ])
    .argument('[dir]', 'the folder (default: the workspace)')
    .option('--port <n>', 'the port (default: one that is free)', readPort, 0)
    .option('--no-open', 'print the address and leave the browser alone')
    .action((dir: string | undefined, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { serve } = await import('./commands/serve');
        return (context) => serve(context, dir, command.opts());
      }),
    );
  describe(program.command('completion'), 'print a completion script for your shell', [
    'tidemark completion bash > ~/.local/share/bash-completion/completions/tidemark',
    'tidemark completion zsh > "${fpath[1]}/_tidemark"',
    'tidemark completion fish > ~/.config/fish/completions/tidemark.fish',
  ])
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish', _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { printCompletion } = await import('./commands/completion');
        return (context) => printCompletion(context, program, shell);
      }),
    );
}

function describe(command: Command, text: string, examples: readonly string[]): Command {
  return command
    .description(text)
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
}

function readFlavor(text: string): string {
  if (/^(mysql|mariadb):\d{1,3}(\.\d{1,3}){0,2}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('Write a vendor and a version, such as mysql:9.7 or mariadb:10.11.');
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** True for commander's own ways of ending: help and version are done, the rest is wrong usage. */
export function isCommanderEnd(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}
