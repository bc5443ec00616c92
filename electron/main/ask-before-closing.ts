import type { BrowserWindow, Dialog } from 'electron';
import type { OutputOf, Transport } from '../../shared/api';

/**
 * Asks before a window is closed while a run is under way: the app ends with its window, and the run stops after the
 * statement under way. Without a run, or without an answer of the core, it closes at once.
 */
export function askBeforeClosing(
  window: Pick<BrowserWindow, 'on' | 'close'>,
  service: Pick<Transport, 'invoke'>,
  ask: () => ReturnType<Dialog['showMessageBox']>,
): void {
  let mayClose = false;
  let isAsking = false;
  window.on('close', (event) => {
    if (mayClose) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void (async () => {
      const runs = await countRuns(service);
      mayClose = runs === 0 || (await ask()).response === STOP;
      isAsking = false;
      if (mayClose) window.close();
    })();
  });
}

const STOP = 1;

/** What is asked. */
export const CLOSING_QUESTION = {
  type: 'warning' as const,
  message: 'A run is under way.',
  detail:
    'Closing Tidemark stops it after the statement under way. It then waits for a decision: go on, take it back, or give it up.',
  buttons: ['Keep it open', 'Stop and close'],
  defaultId: 0,
  cancelId: 0,
};

async function countRuns(service: Pick<Transport, 'invoke'>): Promise<number> {
  const envelope = await service.invoke('run.underWay', {});
  return envelope.ok ? (envelope.value as OutputOf<'run.underWay'>).runs.length : 0;
}
