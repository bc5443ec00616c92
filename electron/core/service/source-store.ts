import { AppError } from '../../../shared/app-error';
import type { Progress } from '../../../shared/api';
import type { SourceReader } from '../source/read-source';
import type { ReadContext, SourceReading } from '../source/source-reading';
import type { ChosenSource } from './choose-sources';

/** How a caller waits for a reading. */
export interface ReadOptions {
  /** True reads again what is known already. */
  readonly refresh: boolean;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

interface Reading {
  readonly controller: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
  readonly result: Promise<SourceReading>;
  waiting: number;
}

interface Failure {
  readonly error: AppError;
  /** Milliseconds of performance.now(). */
  readonly at: number;
}

/** Milliseconds that a failure is answered again without another try: calls that follow each other wait once. */
const FAILURE_STANDS_MS = 3_000;

/**
 * What was read of each source, kept until it is forgotten. Callers that want the same source at the same time
 * share one reading, which is cancelled when the last of them no longer waits.
 */
export class SourceStore {
  readonly #known = new Map<string, SourceReading>();
  readonly #failed = new Map<string, Failure>();
  readonly #underWay = new Map<string, Reading>();
  #reader: Promise<SourceReader> | undefined;

  /** The last reading of a source, if it has not been forgotten. */
  known(id: string): SourceReading | undefined {
    return this.#known.get(id);
  }

  /** Why the last reading of a source failed, if it did. */
  failure(id: string): AppError | undefined {
    return this.#failed.get(id)?.error;
  }

  /**
   * Reads a source, or answers what is known; that it could not be read is known for a moment too. Throws AppError
   * as the readers do.
   */
  async read(source: ChosenSource, context: ReadContext, options: ReadOptions): Promise<SourceReading> {
    const id = keyOf(source, context);
    const known = this.#known.get(id);
    if (known && !options.refresh) return known;
    const failed = this.#failed.get(id);
    if (failed && !options.refresh && performance.now() - failed.at < FAILURE_STANDS_MS) throw failed.error;
    const reading = this.#underWay.get(id) ?? this.#start(source, context, options.refresh);
    return this.#wait(reading, options);
  }

  /** Forgets what was read of a source; the next caller reads it again. */
  forget(id: string): void {
    const isOfIt = (key: string): boolean => key === id || key.startsWith(id + FOR);
    for (const kept of [this.#known, this.#failed, this.#underWay])
      // What is being read now may have seen the old state: its callers get it, later ones do not.
      for (const key of [...kept.keys()].filter(isOfIt)) kept.delete(key);
  }

  /** Forgets everything. */
  forgetAll(): void {
    this.#known.clear();
    this.#failed.clear();
    this.#underWay.clear();
  }

  /** Cancels what is being read and ends the readers' threads. */
  async close(): Promise<void> {
    for (const reading of this.#underWay.values()) reading.controller.abort();
    this.forgetAll();
    await (await this.#reader)?.close();
  }

  #start(source: ChosenSource, context: ReadContext, refresh: boolean): Reading {
    const controller = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const { id } = source.config;
    const key = keyOf(source, context);
    const reading: Reading = {
      controller,
      listeners,
      waiting: 0,
      result: this.#readNow(source, {
        ...context,
        refresh,
        signal: controller.signal,
        progress: ({ phase, done, total, current }) => {
          const named = current === undefined ? id : `${id}: ${current}`;
          for (const listener of listeners) {
            listener({ phase, done, current: named, ...(total === undefined ? {} : { total }) });
          }
        },
      }),
    };
    this.#underWay.set(key, reading);
    const settle = (record: () => void) => (): void => {
      // Forgotten while it was read: what it found is out of date.
      if (this.#underWay.get(key) !== reading) return;
      this.#underWay.delete(key);
      record();
    };
    reading.result.then(
      (value) => {
        settle(() => {
          this.#known.set(key, value);
          this.#failed.delete(key);
        })();
      },
      (error: unknown) => {
        settle(() => {
          this.#known.delete(key);
          if (error instanceof AppError && error.code !== 'cancelled') {
            this.#failed.set(key, { error, at: performance.now() });
          }
        })();
      },
    );
    return reading;
  }

  async #readNow(source: ChosenSource, context: ReadContext): Promise<SourceReading> {
    this.#reader ??= import('../source/read-source').then(({ SourceReader }) => new SourceReader());
    const reader = await this.#reader;
    const reading = await reader.read(source.config, context);
    return { ...reading, id: source.config.id };
  }

  async #wait(reading: Reading, options: ReadOptions): Promise<SourceReading> {
    reading.waiting += 1;
    reading.listeners.add(options.progress);
    try {
      return await Promise.race([reading.result, rejectWhenAborted(options.signal)]);
    } finally {
      reading.listeners.delete(options.progress);
      reading.waiting -= 1;
      if (reading.waiting === 0) this.#giveUp(reading);
    }
  }

  /** Ends a reading that nobody waits for. Who comes before it has ended starts another: this one will say `cancelled`. */
  #giveUp(reading: Reading): void {
    reading.controller.abort();
    for (const [key, underWay] of this.#underWay) if (underWay === reading) this.#underWay.delete(key);
  }
}

/** Between a source's id and the flavor that it was read for. */
const FOR = '\0for ';

/** A source that was read for some server is kept beside what it says without one. */
function keyOf(source: ChosenSource, { flavor }: ReadContext): string {
  return flavor === undefined ? source.config.id : source.config.id + FOR + flavor;
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const cancel = (): void => {
      reject(new AppError('cancelled', 'Reading was cancelled.'));
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
