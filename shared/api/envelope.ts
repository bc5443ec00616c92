import * as z from 'zod';
import type { AppError, AppErrorCode } from '../app-error';

/** Every code that an error on the wire can carry: those of AppError. */
export const ERROR_CODES = [
  'cannot-connect',
  'access-denied',
  'password-needed',
  'server-gone',
  'timeout',
  'cancelled',
  'not-found',
  'not-readable',
  'outside-workspace',
  'invalid-input',
  'invalid-config',
  'unsupported',
  'read-only',
  'stale-plan',
  'not-approved',
  'destructive',
  'production',
  'locked',
  'missing-grant',
  'proof-failed',
  'statement-failed',
  'conflict',
  'internal',
] as const satisfies readonly AppErrorCode[];

/** A failure as it crosses a process: plain data, because Electron drops the custom fields of an Error. */
export const wireErrorSchema = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().exactOptional(),
  details: z.record(z.string(), z.unknown()).exactOptional(),
});

/** A failure as it crosses a process. */
export type WireError = z.infer<typeof wireErrorSchema>;

/** Every answer of the API: a value, or an error that says what happened and what to do. */
export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

/** The envelope around a method's own output schema. */
export function envelopeSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: wireErrorSchema }),
  ]);
}

/** An AppError as plain data; optional fields are left out rather than undefined. */
export function toWireError(error: AppError): WireError {
  return {
    code: error.code,
    message: error.message,
    ...(error.more.hint === undefined ? {} : { hint: error.more.hint }),
    ...(error.more.details === undefined ? {} : { details: { ...error.more.details } }),
  };
}
