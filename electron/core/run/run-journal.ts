import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { foldJournal, isRefused, isUnfinished, moveTo, readJournal } from '../../../shared/run';
import type { JournalEntry, RunRecord, RunState, StartEntry, StateTrack } from '../../../shared/run';
import { startTrack } from '../../../shared/run';
import { codeOf } from '../files/file-error';

/** A journal's entry before it has its time. */
export type JournalNews = JournalEntry extends infer E
  ? E extends JournalEntry
    ? Omit<E, 'at'>
    : never
  : never;

/** What a journal's first line tells of a run, before it has a number and a time. */
export type RunStart = Omit<StartEntry, 'kind' | 'version' | 'at' | 'run' | 'process'>;

/** The folder of a workspace's journals. */
export function journalFolder(root: string): string {
  return join(root, '.tidemark', 'runs');
}

/** A journal that is on the disk, with the run that it tells of. */
export interface KnownRun {
  readonly path: string;
  readonly record: RunRecord;
}

/**
 * A run's journal, open for writing. Each line is forced to the disk before `write` resolves; a line that cannot be
 * written throws AppError `not-readable`, and nothing may be done that it would have announced.
 */
export class RunJournal {
  static readonly #open = new Set<string>();
  #track: StateTrack;

  private constructor(
    readonly path: string,
    readonly run: string,
    private readonly file: FileHandle,
    track: StateTrack,
    private readonly now: () => Date,
  ) {
    this.#track = track;
    RunJournal.#open.add(run);
  }

  /** True while this very process writes a run's journal. */
  static isOpen(run: string): boolean {
    return RunJournal.#open.has(run);
  }

  /** Begins a journal of its own for a new run. */
  static async begin(root: string, start: RunStart, now: () => Date = () => new Date()): Promise<RunJournal> {
    const at = now().toISOString();
    const run = `${at.slice(0, 19).replace(/[-:]/g, '')}Z-${randomBytes(4).toString('hex')}`;
    const folder = journalFolder(root);
    const path = join(folder, `${run}.jsonl`);
    try {
      await mkdir(folder, { recursive: true });
      const file = await open(path, 'ax', 0o600);
      await syncFolder(dirname(path));
      const journal = new RunJournal(path, run, file, startTrack(at, start.adopted), now);
      await journal.append({ kind: 'start', version: 1, at, run, process: process.pid, ...start });
      return journal;
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  /** Goes on with the journal of a run that was interrupted. */
  static async reopen(known: KnownRun, now: () => Date = () => new Date()): Promise<RunJournal> {
    try {
      const file = await open(known.path, 'a', 0o600);
      const journal = new RunJournal(known.path, known.record.start.run, file, known.record.track, now);
      // A crash may have left half a line: what follows must not be glued to it.
      await file.writeFile('\n');
      return journal;
    } catch (cause) {
      throw unwritable(known.path, cause);
    }
  }

  /** The run's way through its states so far. */
  get track(): StateTrack {
    return this.#track;
  }

  /** Writes one line and forces it to the disk. */
  async write(entry: JournalNews): Promise<void> {
    await this.append({ ...entry, at: this.now().toISOString() });
  }

  /** Records a move to another state. Throws on a move that is not legal. */
  async move(state: RunState, message?: string, fingerprint?: string): Promise<void> {
    const at = this.now().toISOString();
    const track = moveTo(this.#track, state, at);
    await this.append({
      ...{ kind: 'state', at, state },
      ...(message === undefined ? {} : { message }),
      ...(fingerprint === undefined ? {} : { fingerprint }),
    });
    this.#track = track;
  }

  /** Closes the file; never throws. */
  async close(): Promise<void> {
    RunJournal.#open.delete(this.run);
    await this.file.close().catch(() => undefined);
  }

  private async append(entry: JournalEntry): Promise<void> {
    try {
      await this.file.writeFile(`${JSON.stringify(entry)}\n`);
      await this.file.datasync();
    } catch (cause) {
      throw unwritable(this.path, cause);
    }
  }
}

/** Every run that the workspace has a journal of, the latest first. Files that are no journals are passed over. */
export async function listRuns(root: string): Promise<readonly KnownRun[]> {
  const folder = journalFolder(root);
  const names = await readdir(folder).catch(() => []);
  const runs: KnownRun[] = [];
  for (const name of names.filter((one) => one.endsWith('.jsonl'))) {
    const path = join(folder, name);
    const record = await readRun(path);
    if (record !== undefined) runs.push({ path, record });
  }
  // Names tell seconds only, and a rollback that took an earlier run of the same second for the last would do nothing.
  const startOf = ({ path, record }: KnownRun): string => `${record.start.at} ${path}`;
  return runs.sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
}

async function readRun(path: string): Promise<RunRecord | undefined> {
  try {
    return foldJournal(readJournal(await readFile(path, 'utf8')));
  } catch {
    // A file that was changed by hand tells nothing that could be relied on.
    return undefined;
  }
}

/** The lines of a run's journal, for showing. */
export async function readEntries({ path }: KnownRun): Promise<readonly JournalEntry[]> {
  return readJournal(await readFile(path, 'utf8'));
}

/** The unfinished run on a server that touches one of the schemas; the latest when there are several. */
export async function findUnfinishedRun(
  root: string,
  server: string,
  schemas: readonly string[],
): Promise<KnownRun | undefined> {
  const wanted = new Set(schemas);
  return (await listRuns(root)).find(
    ({ record }) =>
      isUnfinished(record) &&
      record.start.server === server &&
      record.start.schemas.some((schema) => wanted.has(schema)),
  );
}

/** The latest run of a plan on a server, finished or not; attempts that were refused are none. */
export async function findRunOf(root: string, server: string, hash: string): Promise<KnownRun | undefined> {
  return (await listRuns(root)).find(
    ({ record }) => record.start.server === server && record.start.hash === hash && !isRefused(record),
  );
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unwritable(path: string, cause: unknown): unknown {
  const code = cause instanceof AppError ? undefined : codeOf(cause);
  if (code === undefined) return cause;
  return new AppError(
    'not-readable',
    `The journal ${path} cannot be written (${code}); nothing is run without it.`,
    {
      hint:
        code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT'
          ? 'Make room on the disk, then start again; a run that had begun goes on with --resume.'
          : 'Check the permissions of the folder .tidemark in the workspace.',
      cause,
    },
  );
}
