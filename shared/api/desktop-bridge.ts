import type { Envelope } from './envelope';
import type { ApiEvent } from './event';

/** Electron's channel for calls: one, so that one handler checks every sender. */
export const CALL_CHANNEL = 'tidemark:call';

/** Electron's channel for events, from the main process to the page. */
export const EVENT_CHANNEL = 'tidemark:event';

/** A call as it crosses from the page to the main process. Nothing in it is trusted. */
export interface BridgeCall {
  readonly method: string;
  readonly input: unknown;
  readonly operation?: string;
}

/**
 * What the preload gives the page as `window.tidemark`, and all that it gives. Functions and plain data only:
 * an AbortSignal cannot cross, so a call is cancelled by `operation.cancel` with its operation id.
 */
export interface DesktopBridge {
  invoke(method: string, input: unknown, operation?: string): Promise<Envelope<unknown>>;
  /** Where a file or folder lies that a person dropped on the page; '' for what lies nowhere. */
  pathOf(file: unknown): string;
  /** Calls the listener for every event until the returned function is called. */
  subscribe(listener: (event: ApiEvent) => void): () => void;
}
