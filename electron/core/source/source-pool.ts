import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/app-error';
import type { FileJob, FileResult, JobWatch } from './file-job';
import { HeavyJobError } from './heavy-job-error';
import type { FromWorker, ToWorker } from './worker-messages';

/** Where a job that runs on the caller's thread is done. */
export type RunHere = (job: FileJob, watch: JobWatch) => Promise<FileResult>;

interface Task {
  readonly id: number;
  readonly job: FileJob;
  readonly watch: JobWatch;
  readonly resolve: (result: FileResult) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

interface Thread {
  readonly worker: Worker;
  task: Task | undefined;
  idle: NodeJS.Timeout | undefined;
}

/** What a pool may be given to know; the defaults are for the built program. */
export interface PoolOptions {
  readonly script?: URL;
  /** How many threads there are at most. */
  readonly size?: number;
  /** How many bytes are read on the caller's thread at once; 0 leaves all to the threads. */
  readonly lightBytes?: number;
}

/** A thread without work is ended after this time, in milliseconds. */
const IDLE_MS = 10_000;

/**
 * What is read on the caller's thread at once, in bytes of all its jobs: some 70 ms. A thread takes as long to start, and
 * three of them took a tenth of the time in which a small workspace comes up.
 */
const LIGHT_BYTES = 1024 * 1024;

/** A 200 MB dump is a string, its tokens and a model at once. */
const MEMORY_MB = 4096;

/**
 * Threads that read sources from files, started when there is work and ended when there is none. A little work is done on
 * the caller's thread, and all of it where no built worker is beside it (run from source), with the same answers.
 */
export class SourcePool {
  readonly #script: URL;
  readonly #runHere: RunHere;
  readonly #size: number;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #lastId = 0;
  #closed = false;
  /** Bytes that jobs on the caller's thread may still read. */
  #light: number;

  constructor(runHere: RunHere, options: PoolOptions = {}) {
    this.#runHere = runHere;
    this.#script = options.script ?? new URL('./source-worker.js', import.meta.url);
    this.#light = options.lightBytes ?? LIGHT_BYTES;
    this.#size = options.size ?? Math.max(1, Math.min(4, availableParallelism()));
  }

  /** True when jobs run on threads of their own. */
  get isThreaded(): boolean {
    return existsSync(fileURLToPath(this.#script));
  }

  /** Does a job. Cancelling ends it, and its thread at once; throws AppError `cancelled`. */
  async run(job: FileJob, watch: JobWatch, signal?: AbortSignal): Promise<FileResult> {
    if (signal?.aborted === true) throw cancelled();
    const here: JobWatch = { ...watch, isCancelled: () => this.#closed || signal?.aborted === true };
    if (!this.isThreaded) return this.#runHere(job, here);
    return (await this.#runLight(job, here)) ?? this.#runOnThread(job, watch, signal);
  }

  /** Does a job on the caller's thread if it is small enough; undefined if it is not. */
  async #runLight(job: FileJob, watch: JobWatch): Promise<FileResult | undefined> {
    let taken = 0;
    const mayRead = (bytes: number): boolean => {
      if (bytes > this.#light) return false;
      this.#light -= bytes;
      taken += bytes;
      return true;
    };
    try {
      return await this.#runHere(job, { ...watch, mayRead });
    } catch (error) {
      if (error instanceof HeavyJobError) return undefined;
      throw error;
    } finally {
      this.#light += taken;
    }
  }

  #runOnThread(job: FileJob, watch: JobWatch, signal: AbortSignal | undefined): Promise<FileResult> {
    if (this.#closed || signal?.aborted === true) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const task: Task = { id: ++this.#lastId, job, watch, resolve, reject, signal };
      signal?.addEventListener(
        'abort',
        () => {
          this.#cancel(task);
        },
        { once: true },
      );
      this.#waiting.push(task);
      this.#dispatch();
    });
  }

  /** Ends all threads for good; jobs under way are cancelled. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.reject(cancelled());
    await Promise.all(
      [...this.#threads].map(async (thread) => {
        thread.task?.reject(cancelled());
        await this.#end(thread);
      }),
    );
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const free = [...this.#threads].find((thread) => !thread.task) ?? this.#start();
      const task = free && this.#waiting.shift();
      if (!free || !task) return;
      clearTimeout(free.idle);
      free.task = task;
      free.worker.ref();
      free.worker.postMessage({ id: task.id, job: task.job } satisfies ToWorker);
    }
  }

  #start(): Thread | undefined {
    if (this.#threads.size >= this.#size) return undefined;
    const worker = new Worker(this.#script, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    const thread: Thread = { worker, task: undefined, idle: undefined };
    this.#threads.add(thread);
    worker.on('message', (message: FromWorker) => {
      this.#hear(thread, message);
    });
    worker.on('error', (error: unknown) => {
      this.#threads.delete(thread);
      thread.task?.reject(describeCrash(error, thread.task.job));
      thread.task = undefined;
      this.#dispatch();
    });
    worker.on('exit', () => {
      this.#threads.delete(thread);
      thread.task?.reject(new AppError('internal', 'The thread that read the source stopped.'));
      thread.task = undefined;
    });
    return thread;
  }

  #hear(thread: Thread, message: FromWorker): void {
    const { task } = thread;
    if (task?.id !== message.id) return;
    if (message.kind === 'progress') {
      task.watch.progress(message.progress);
      return;
    }
    thread.task = undefined;
    if (message.kind === 'done') task.resolve(message.result);
    else if (message.kind === 'refused') {
      task.reject(
        new AppError(message.code, message.message, message.hint === undefined ? {} : { hint: message.hint }),
      );
    } else {
      const bug = new Error('Reading a source failed because of a bug.');
      bug.stack = message.stack;
      task.reject(bug);
    }
    // An idle thread must not keep the process alive, nor for ever.
    thread.worker.unref();
    thread.idle = setTimeout(() => void this.#end(thread), IDLE_MS);
    thread.idle.unref();
    this.#dispatch();
  }

  #cancel(task: Task): void {
    const waiting = this.#waiting.indexOf(task);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    const thread = [...this.#threads].find((one) => one.task === task);
    if (waiting < 0 && !thread) return;
    if (thread) {
      thread.task = undefined;
      void this.#end(thread);
    }
    task.reject(cancelled());
    this.#dispatch();
  }

  async #end(thread: Thread): Promise<void> {
    clearTimeout(thread.idle);
    this.#threads.delete(thread);
    thread.task = undefined;
    await thread.worker.terminate();
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Reading was cancelled.');
}

function describeCrash(error: unknown, job: FileJob): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new AppError('not-readable', `“${job.source.path}” needs more memory to be read than there is.`, {
    hint: 'Leave its rows out (mysqldump --no-data), or split it.',
  });
}
