import { isResting, presentState } from '../../../shared/run';
import { codeOf } from '../files/file-error';
import { RunJournal } from './run-journal';
import type { KnownRun } from './run-journal';

/**
 * True while somebody is at work on a run, as far as this machine can tell: this process has its journal open, or its
 * state is not one of rest and the process that it belongs to is alive.
 */
export function isUnderWay({ record }: KnownRun): boolean {
  if (RunJournal.isOpen(record.start.run)) return true;
  if (isResting(presentState(record.track))) return false;
  const owner = record.session?.process ?? record.start.process;
  return owner !== process.pid && isAlive(owner);
}

/** True while this machine has a process of that number. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be sent a signal, but it is there.
    return codeOf(error) === 'EPERM';
  }
}
