import { relative, resolve } from 'node:path';
import type { InputOf, OutputOf } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { describePlan } from '../report/plan-report';
import { requireFormat } from '../require-format';
import { safeJson, safeText } from '../text/safe-text';
import { UsageError } from '../usage-error';
import { writeResult } from '../write-result';

/** What the plan command takes. */
export interface PlanOptions {
  readonly make: string;
  readonly follow?: string;
  readonly migration?: string;
  readonly allow?: readonly string[];
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  readonly rename?: readonly string[];
  readonly name?: string;
  readonly planVersion?: string;
  readonly date?: string;
  readonly out?: string;
  readonly print?: true | 'rollback';
  readonly as?: string;
  readonly style: 'guarded' | 'mariadb';
  readonly drop: 'rename' | 'real';
  readonly write: boolean;
  readonly remove: boolean;
}

const CLASSES = ['drop', 'narrow', 'convert', 'unique', 'rename'] as const;

/** Options about a script, which files that follow do not have. */
const OF_SCRIPTS = [
  'print',
  'allow',
  'only',
  'without',
  'rename',
  'name',
  'planVersion',
  'date',
  'out',
] as const;

/** Plans what makes a target follow a source, and saves the plan or prints its script. */
export async function makePlanCommand(context: CommandContext, own: PlanOptions): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json', 'markdown']);
  if (own.follow === undefined && own.migration === undefined)
    throw new UsageError('Say what to follow: --follow SOURCE, or --migration FILE.');
  if (await isFileSource(context, own.make)) return followFiles(context, own);
  if (own.write || own.remove)
    throw new UsageError(
      '--write and --remove are for TOON folders and SQL files; a database is changed by run.',
    );
  const input: InputOf<'plan.build'> = {
    target: own.make,
    ...(own.follow === undefined ? {} : { follow: own.follow }),
    ...(own.migration === undefined ? {} : { migration: resolve(terminal.cwd, own.migration) }),
    ...(own.name === undefined ? {} : { name: own.name }),
    ...(own.planVersion === undefined ? {} : { planVersion: own.planVersion }),
    ...(own.as === undefined ? {} : { author: own.as }),
    allow: readAllow(own.allow ?? []),
    ...(own.only === undefined ? {} : { include: own.only }),
    ...(own.without === undefined ? {} : { exclude: own.without }),
    renameTexts: own.rename ?? [],
    style: own.style,
    dropMode: own.drop,
    ...(own.date === undefined ? {} : { date: own.date }),
    ...(options.flavor === undefined ? {} : { flavor: options.flavor }),
  };
  if (own.print !== undefined) {
    const plan = await call('plan.build', input);
    for (const note of plan.notes) context.note(safeText(note));
    // The script is what the client will run: it goes out byte for byte.
    await writeResult(own.print === 'rollback' ? plan.rollback : plan.forward, terminal, options);
    return EXIT.done;
  }
  // A migration of one's own has a place already: its plan goes there unless it is told otherwise.
  const folder = own.out ?? (own.migration === undefined ? '.' : undefined);
  const saved = await call('plan.save', {
    ...input,
    ...(folder === undefined ? {} : { folder: resolve(terminal.cwd, folder) }),
  });
  const shown = { ...saved, path: relative(terminal.cwd, saved.path) };
  await writeResult(
    format === 'json'
      ? safeJson({ version: 1, ...withoutScripts(shown) })
      : describePlan(shown, context.style, format),
    terminal,
    options,
  );
  return EXIT.done;
}

function withoutScripts({ forward: _f, rollback: _r, ...rest }: OutputOf<'plan.save'>): object {
  return rest;
}

function readAllow(words: readonly string[]): (typeof CLASSES)[number][] {
  const found = new Set<(typeof CLASSES)[number]>();
  for (const word of words
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')) {
    const known = CLASSES.find((one) => one === word);
    if (word === 'all') for (const one of CLASSES) found.add(one);
    else if (known === undefined)
      throw new UsageError(`--allow takes ${CLASSES.join(', ')} or all; not ${word}.`);
    else found.add(known);
  }
  return [...found];
}

/** True for a folder of TOON files or a SQL file, unless a flavor asks for the script that a server would need. */
async function isFileSource(context: CommandContext, name: string): Promise<boolean> {
  if (/^(?:mysql|mariadb):\/\//i.test(name)) return false;
  if (/^(?:toon|sql):/i.test(name)) return context.options.flavor === undefined;
  const { sources } = await context.call('source.list', {});
  const kind = sources.find(({ id }) => id === name)?.kind;
  return (kind === 'toon' || kind === 'sql') && context.options.flavor === undefined;
}

async function followFiles(context: CommandContext, own: PlanOptions): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json']);
  if (own.follow === undefined) throw new UsageError('Files follow a source: --follow SOURCE.');
  const [meaningless] = OF_SCRIPTS.filter((name) => own[name] !== undefined);
  if (meaningless !== undefined)
    throw new UsageError(
      `Files follow without a script, so --${meaningless === 'planVersion' ? 'version' : meaningless} means nothing here. With --flavor, such as --flavor mysql:9.7, the script is made that a server would need.`,
    );
  const result = await call('follow.files', {
    target: own.make,
    follow: own.follow,
    write: own.write,
    remove: own.remove,
  });
  if (format === 'json') {
    await writeResult(safeJson({ version: 1, written: own.write, ...result }), terminal, options);
  } else {
    const count = result.files.length;
    const head =
      count === 0
        ? `Nothing to write: ${own.make} is as ${own.follow} has it.`
        : `${own.write ? 'Written' : 'Would be written (add --write)'}: ${String(count)} ${count === 1 ? 'file' : 'files'}, ${String(result.unchanged)} unchanged.`;
    const lines = result.files.map(
      ({ path, change, tables }) =>
        `  ${change.padEnd(8)} ${safeText(path)}${tables.length > 1 ? `  ${safeText(tables.join(', '))}` : ''}`,
    );
    await writeResult(
      [safeText(head), ...lines, ...result.notes.map((note) => `  ${safeText(note)}`)].join('\n'),
      terminal,
      options,
    );
  }
  return EXIT.done;
}
