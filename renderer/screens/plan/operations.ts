import { create } from 'zustand';
import type { InputOf, Method, OutputOf, ProgressEvent, Transport } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { callTracked } from '../../api/api-context';
import { beginTask, updateTask, useWindow } from '../../state/window-store';

/** A long call that goes on while other screens are looked at. */
export interface Operation<M extends Method = Method> {
  /** Names the call in progress events and in `operation.cancel`. */
  readonly operation: string;
  readonly method: M;
  readonly input: InputOf<M>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly cancelling: boolean;
  readonly value?: OutputOf<M>;
  readonly error?: AppError;
}

const useOperations = create<{ readonly byKey: ReadonlyMap<string, Operation> }>(() => ({
  byKey: new Map(),
}));

function put(key: string, operation: Operation): void {
  useOperations.setState(({ byKey }) => ({ byKey: new Map(byKey).set(key, operation) }));
}

/** The latest call under a key, under way or ended; undefined when there was none since the window opened. */
export function useOperation<M extends Method>(key: string, method: M): Operation<M> | undefined {
  const known = useOperations(({ byKey }) => byKey.get(key));
  // Keys begin with their method's name, so what stands under one is of that method.
  return known?.method === method ? (known as unknown as Operation<M>) : undefined;
}

/** How far a call has come, as the core told last. */
export function useProgress(operation: string | undefined): ProgressEvent | undefined {
  return useWindow(({ tasks }) =>
    operation === undefined ? undefined : tasks.find((task) => task.operation === operation)?.progress,
  );
}

/** Starts a long call; one that is under way under the same key is left alone. Answers its value, or undefined when it failed. */
export async function startOperation<M extends Method>(
  transport: Transport,
  key: string,
  call: { readonly method: M; readonly input: InputOf<M>; readonly title: string },
): Promise<OutputOf<M> | undefined> {
  const known = useOperations.getState().byKey.get(key);
  if (known !== undefined && known.endedAt === undefined) return undefined;
  const { method, input, title } = call;
  const operation = crypto.randomUUID();
  const begun = { operation, method, input, startedAt: Date.now(), cancelling: false };
  put(key, begun);
  try {
    const value = await callTracked(transport, method, input, { title, operation });
    put(key, { ...begun, endedAt: Date.now(), value });
    return value;
  } catch (cause) {
    const error = cause instanceof AppError ? cause : new AppError('internal', String(cause));
    put(key, { ...begun, endedAt: Date.now(), error });
    return undefined;
  }
}

/**
 * Takes over a call that was begun before this window was there: `follow` waits for its end. False for one that this
 * window knows already, which is left alone.
 */
export async function adoptOperation<M extends Method>(
  key: string,
  call: Pick<Operation<M>, 'operation' | 'method' | 'input' | 'startedAt'> & { readonly title: string },
  follow: () => Promise<OutputOf<M>>,
): Promise<boolean> {
  const { title, ...rest } = call;
  const known = useOperations.getState().byKey.get(key);
  if (known?.operation === rest.operation) return false;
  const begun = { ...rest, cancelling: false };
  put(key, begun);
  beginTask(rest.operation, title);
  let end: Pick<Operation<M>, 'value' | 'error'>;
  try {
    end = { value: await follow() };
  } catch (cause) {
    end = { error: cause instanceof AppError ? cause : new AppError('internal', String(cause)) };
  }
  put(key, { ...begun, endedAt: Date.now(), ...end });
  const failed = end.error?.code === 'cancelled' ? 'cancelled' : 'failed';
  updateTask(rest.operation, { endedAt: Date.now(), outcome: end.error === undefined ? 'done' : failed });
  return true;
}

/** Asks the core to stop a call; it ends at its next safe place. */
export function cancelOperation(transport: Transport, key: string): void {
  const known = useOperations.getState().byKey.get(key);
  if (known === undefined || known.endedAt !== undefined) return;
  put(key, { ...known, cancelling: true });
  void transport.invoke('operation.cancel', { operation: known.operation });
}
