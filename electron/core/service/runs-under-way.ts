import type { OutputOf } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';

type Outcome = OutputOf<'run.start'>;
type RunView = OutputOf<'run.underWay'>['runs'][number];

interface KnownCall {
  readonly view: RunView;
  readonly root: string;
  readonly outcome: Promise<Outcome>;
  isOver: boolean;
}

/** Ended calls whose outcome can still be asked for: a page may come back just after the end. */
const KEPT = 20;

/**
 * The calls of run.start by their operation ids. A run goes on when the page that began it goes away; whoever comes
 * next finds it here and waits for its end as the first page would have.
 */
export class RunsUnderWay {
  readonly #calls = new Map<string, KnownCall>();

  /** Keeps a call that has begun, until some time after its end. */
  keep(view: RunView, root: string, outcome: Promise<Outcome>): void {
    const call: KnownCall = { view, root, outcome, isOver: false };
    const end = (): void => {
      call.isOver = true;
      const over = [...this.#calls].filter(([, { isOver }]) => isOver);
      for (const [operation] of over.slice(0, -KEPT)) this.#calls.delete(operation);
    };
    outcome.then(end, end);
    this.#calls.set(view.operation, call);
  }

  /** What is under way in a workspace, oldest first. */
  list(root: string): readonly RunView[] {
    return [...this.#calls.values()]
      .filter((call) => !call.isOver && call.root === root)
      .map(({ view }) => view);
  }

  /**
   * How a call ends: its outcome, or the AppError that it threw. Giving up waiting leaves the run alone. Throws
   * AppError `not-found` for one that never was, or ended long ago.
   */
  async follow(operation: string, signal: AbortSignal): Promise<Outcome> {
    const call = this.#calls.get(operation);
    if (call === undefined) throw new AppError('not-found', 'This run is not under way any more.');
    let stop: (() => void) | undefined;
    const left = new Promise<never>((_resolve, reject) => {
      stop = (): void => {
        reject(new AppError('cancelled', 'Nobody waits for the run any more; it goes on.'));
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([call.outcome, left]);
    } finally {
      if (stop !== undefined) signal.removeEventListener('abort', stop);
    }
  }
}
