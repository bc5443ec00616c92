import type { Progress } from '../../../shared/api';

/** Lets through the first and last report of each phase and, between them, one every `everyMs`. */
export function gateProgress(send: (progress: Progress) => void, everyMs = 50): (progress: Progress) => void {
  let phase: string | undefined;
  let sentAt = 0;
  return (progress) => {
    const now = performance.now();
    const last = progress.total !== undefined && progress.done >= progress.total;
    if (progress.phase === phase && !last && now - sentAt < everyMs) return;
    phase = progress.phase;
    sentAt = now;
    send(progress);
  };
}
