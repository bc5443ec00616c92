import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Run } from './run-command';

type Describe = (command: Command, text: string, examples: readonly string[]) => Command;

/** Adds the commands that plan, prove, review and run. */
export function addPlanCommands(program: Command, run: Run, describe: Describe): void {
  addPlan(program, run, describe);
  describe(program.command('rehearse'), 'prove a plan on a scratch server: forward, again, back, forward', [
    'tidemark rehearse migrations/sync_4_0_46.plan.json',
    'tidemark rehearse sync.plan.json --on mysql://root@127.0.0.1 --crash-sweep',
  ])
    .argument('<plan>', 'the plan’s file')
    .option('--on <url>', 'rehearse on this server, in scratch schemas')
    .option('--scratch', 'rehearse on a server of our own (the default)', false)
    .option('--crash-sweep', 'also stop after every step and start again', false)
    .action((plan: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { rehearse } = await import('./commands/rehearse');
        return (context) => rehearse(context, plan, command.opts());
      }),
    );
  describe(program.command('review'), 'show a plan’s review, or add to it', [
    'tidemark review sync.plan.json',
    'tidemark review sync.plan.json --approve --as Mira',
    'tidemark review sync.plan.json --comment "Why so long?" --statement 3 --as Mira',
  ])
    .argument('<plan>', 'the plan’s file')
    .option('--approve', 'approve this very plan', false)
    .option('--request-changes <text>', 'ask for changes')
    .option('--comment <text>', 'comment on it')
    .option('--statement <n>', 'what is said is about this statement', readCount)
    .option('--as <name>', 'who says it')
    .action((plan: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { review } = await import('./commands/review');
        return (context) => review(context, plan, command.opts());
      }),
    );
  addRun(program, run, describe);
  describe(program.command('history'), 'what the tracking tables of a server tell', [
    'tidemark history --on mysql://root@127.0.0.1/shop',
  ])
    .requiredOption('--on <url>', 'the server')
    .option('--tracking-schema <name>', 'only the tables of this schema')
    .action((_own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { showHistory } = await import('./commands/history');
        return (context) => showHistory(context, command.opts());
      }),
    );
  describe(program.command('status'), 'the runs of this workspace, and which wait for a decision', [
    'tidemark status',
  ]).action((_own, command: Command) =>
    run(command.optsWithGlobals(), async () => {
      const { showStatus } = await import('./commands/history');
      return (context) => showStatus(context);
    }),
  );
}

function addPlan(program: Command, run: Run, describe: Describe): void {
  describe(program.command('plan'), 'plan what makes a target follow a source', [
    'tidemark plan --make mysql://root@127.0.0.1/shop --follow toon --name sync --version 4.0.46',
    'tidemark plan --make production --follow toon --allow narrow,unique --rename old_table=new_table',
    'tidemark plan --make production --follow toon --print | mysql shop',
    'tidemark plan --make production --migration migrations/add_index.sql',
    'tidemark plan --make toon --follow production --write',
  ])
    .requiredOption('--make <target>', 'the database, TOON folder or SQL file that is to be changed')
    .option('--follow <source>', 'the source that it shall follow')
    .option('--migration <file>', 'a migration of your own instead: it is judged, and goes the same way')
    .option('--allow <classes...>', 'drop, narrow, convert, unique, rename, or all')
    .option('--only <change...>', 'only these changes, by their ids')
    .option('--without <change...>', 'all but these changes')
    .option('--rename <old=new...>', 'confirm a rename: a table, or table.column')
    .option('--name <name>', 'what the migration is called')
    .option('--version <version>', 'the migration’s version, such as 4.0.46')
    .option('--date <yyyymmdd>', 'the date that stands in it (default: today)', readDate)
    .option('--out <dir>', 'where its files go (default: here)')
    .addOption(
      new Option('--print [way]', 'only print the script: forward, or rollback')
        .choices(['forward', 'rollback'])
        .preset('forward'),
    )
    .option('--as <name>', 'who makes it (default: your account)')
    .addOption(
      new Option('--style <style>', 'how repeating is made safe')
        .choices(['guarded', 'mariadb'])
        .default('guarded'),
    )
    .addOption(
      new Option('--drop <mode>', 'what a dropped table becomes')
        .choices(['rename', 'real'])
        .default('rename'),
    )
    .option('--write', 'for files: write them', false)
    .option('--remove', 'for files: take away what the source does not have', false)
    .action((_own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { makePlanCommand } = await import('./commands/plan');
        const { version, print, ...own } = command.opts<
          { version?: string; print?: string } & Omit<Parameters<typeof makePlanCommand>[1], 'print'>
        >();
        return (context) =>
          makePlanCommand(context, {
            ...own,
            ...(version === undefined ? {} : { planVersion: version }),
            ...(print === undefined ? {} : { print: readWay(print) }),
          });
      }),
    );
}

function addRun(program: Command, run: Run, describe: Describe): void {
  const withOptions = (command: Command): Command =>
    command
      .option('--on <url>', 'the server (default: the plan’s own target)')
      .option('--as <name>', 'who runs it (default: your account)')
      .option('--yes', 'confirm that data may be lost', false)
      .option('--confirm <name>', 'the name of a production target, typed to confirm it', addName)
      .addOption(
        new Option('--backup <where>', 'where what could be lost is kept').choices(['file', 'table', 'none']),
      )
      .option('--create-tracking', 'make the tracking tables where they are missing', false)
      .option('--tracking-schema <name>', 'the schema of the tracking tables');
  withOptions(
    describe(program.command('run'), 'run an approved plan through its states', [
      'tidemark run sync.plan.json --on mysql://root@127.0.0.1/shop',
      'tidemark run sync.plan.json --on production --confirm production',
      'tidemark run sync.plan.json --on staging --resume',
    ]),
  )
    .argument('<plan...>', 'the plan’s file; several run one after the other')
    .option('--resume', 'go on with a run that was interrupted', false)
    .option('--abandon', 'give up a run that was interrupted', false)
    .option('--rollback-on-failure', 'take everything back when a statement fails')
    .option('--parallel <n>', 'so many plans on different schemas at once', readCount)
    .action((plans: string[], _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { runPlans } = await import('./commands/run');
        return (context) => runPlans(context, plans, command.opts(), 'forward');
      }),
    );
  withOptions(
    describe(program.command('rollback'), 'take a run back', [
      'tidemark rollback sync.plan.json --on mysql://root@127.0.0.1/shop',
    ]),
  )
    .argument('<plan>', 'the plan’s file')
    .action((plan: string, _own, command: Command) =>
      run(command.optsWithGlobals(), async () => {
        const { runPlans } = await import('./commands/run');
        return (context) => runPlans(context, [plan], command.opts(), 'rollback');
      }),
    );
}

function readWay(way: string): true | 'rollback' {
  return way === 'rollback' ? 'rollback' : true;
}

function addName(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}

function readCount(text: string): number {
  const count = Number(text);
  if (/^\d{1,6}$/.test(text) && count > 0) return count;
  throw new InvalidArgumentError('A number from 1.');
}

function readDate(text: string): string {
  const compact = text.replaceAll('-', '');
  if (/^\d{8}$/.test(compact)) return compact;
  throw new InvalidArgumentError('A date is written as 20260116 or 2026-01-16.');
}
