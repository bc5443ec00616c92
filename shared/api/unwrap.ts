import { AppError } from '../app-error';
import type { Envelope } from './envelope';

/** The value of an envelope; throws its error as an AppError again. */
export function unwrap<T>(envelope: Envelope<T>): T {
  if (envelope.ok) return envelope.value;
  const { code, message, hint, details } = envelope.error;
  throw new AppError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  });
}
