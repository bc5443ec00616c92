import type { ProgressEvent } from '../../../shared/api';
import type { Proof, ProofStep } from '../../../shared/plan';

/** A step of a rehearsal as it is drawn. */
export interface ProofRow {
  readonly step: ProofStep['step'];
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'warned' | 'now' | 'todo' | 'skipped';
  readonly milliseconds?: number;
  readonly message: string;
}

/** The steps of a rehearsal in order, with what each proves. */
const STEPS: readonly (readonly [ProofStep['step'], string, string])[] = [
  ['build', 'Build the present state', 'On a scratch server, from the target’s own DDL.'],
  ['forward', 'Run the script', 'The wanted state must be reached.'],
  ['again', 'Run it again', 'Nothing may fail, and nothing may change.'],
  ['rollback', 'Roll back', 'The first state must be back.'],
  ['forward-again', 'Run it once more', 'And the wanted state reached again.'],
  ['crash', 'Stop after every step', 'Started again from the top, it must reach the same end.'],
  ['prediction', 'Try the predictions', 'The server is asked for each algorithm and lock.'],
];

/** A rehearsal's steps: as the proof tells them, or while it runs, as far as its progress has come. */
export function proofRows(options: {
  readonly proof: Proof | undefined;
  readonly progress: ProgressEvent | undefined;
  readonly running: boolean;
  readonly crashSweep: boolean;
}): readonly ProofRow[] {
  const { proof, progress, running, crashSweep } = options;
  const wanted = STEPS.filter(([step]) =>
    step === 'crash'
      ? running
        ? crashSweep
        : proof?.steps.some((one) => one.step === 'crash') === true
      : true,
  );
  if (running) {
    const current = progress?.phase === 'crash sweep' ? 'crash' : progress?.current;
    const at = wanted.findIndex(([step]) => step === current);
    return wanted.map(([step, title, message], place): ProofRow => ({
      step,
      title,
      status: place < at ? 'passed' : place === at ? 'now' : 'todo',
      message:
        step === 'crash' && progress?.phase === 'crash sweep' && progress.total !== undefined
          ? `Stopped after step ${String(progress.done)} of ${String(progress.total)}.`
          : message,
    }));
  }
  return wanted.map(([step, title, message]): ProofRow => {
    const done = proof?.steps.find((one) => one.step === step);
    if (done === undefined) return { step, title, status: proof === undefined ? 'todo' : 'skipped', message };
    // A wrong prediction is worth knowing, and no reason against the plan.
    const status = done.passed ? 'passed' : step === 'prediction' ? 'warned' : 'failed';
    return { step, title, status, milliseconds: done.milliseconds, message: done.message };
  });
}
