import type { Contract, Method, OutputOf, ParsedInputOf, Progress } from '../../../shared/api';

/** What a handler knows of the call beside its input. */
export interface HandlerCall {
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  /** The id that the caller gave the call. */
  readonly operation?: string;
  /** Tells how far the work has come; sent at most every 50 ms, the first and the last of a phase always. */
  readonly progress: (progress: Progress) => void;
}

/** One handler: gets parsed input, answers the method's output, throws AppError for what can be expected. */
export type Handler<M extends Method> = (input: ParsedInputOf<M>, call: HandlerCall) => Promise<OutputOf<M>>;

/** A handler for every method of the contract: forgetting one, or one too many, does not compile. */
export type Handlers = { readonly [M in keyof Contract]: Handler<M> };
