import type { Transport } from '../../../shared/api';

/** Milliseconds after which what has not been read is left to a caller, who sees its progress and can cancel it. */
const AHEAD_MS = 5_000;

/**
 * Begins to read and compare the workspace before the window asks: while a browser or a window comes up, the core
 * would only wait. The window's own call joins what is under way. A failure is told to whoever asks for it.
 */
export function readAhead(service: Pick<Transport, 'invoke'>): void {
  void service.invoke('drift.matrix', { limit: 1, alone: true }, { signal: AbortSignal.timeout(AHEAD_MS) });
}
