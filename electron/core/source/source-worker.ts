import { parentPort } from 'node:worker_threads';
import { AppError } from '../../../shared/app-error';
import { readFileSource } from './read-file-source';
import type { FromWorker, ToWorker } from './worker-messages';

/** A thread of the pool: one job at a time, so that parsing holds nobody up. */
function serve(): void {
  const port = parentPort;
  if (port === null) throw new Error('source-worker runs as a worker thread only.');
  const send = (message: FromWorker): void => {
    port.postMessage(message);
  };
  port.on('message', (message: ToWorker) => {
    const { id, job } = message;
    readFileSource(job, {
      progress: (progress) => {
        send({ kind: 'progress', id, progress });
      },
      // A cancelled job's thread is ended from outside.
      isCancelled: () => false,
    }).then(
      (result) => {
        send({ kind: 'done', id, result });
      },
      (error: unknown) => {
        send(describeFailure(id, error));
      },
    );
  });
}

function describeFailure(id: number, error: unknown): FromWorker {
  if (error instanceof AppError) {
    const { hint } = error.more;
    return {
      kind: 'refused',
      id,
      code: error.code,
      message: error.message,
      ...(hint !== undefined && { hint }),
    };
  }
  return {
    kind: 'failed',
    id,
    stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

serve();
