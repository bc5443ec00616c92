import { AppError } from '../../../shared/app-error';
import type { Flavor } from '../../../shared/model';
import { readTextFile } from '../files/read-text-file';
import { hashText } from '../plan/hash-plan';
import type { MakePlanOptions, PlanSide } from '../plan/make-plan';
import { fingerprintState, readTargetState } from '../plan/target-state';
import { dateOrigins } from '../plan/date-origins';
import { makeHandwritten } from './make-handwritten';
import type { HandwrittenMigration } from './make-handwritten';

/** Which file, and what it is called. */
export interface HandwrittenFile {
  readonly place: string;
  readonly shown: string;
  readonly name: string;
  readonly planVersion: string;
  readonly author: string;
  readonly flavor?: Flavor | undefined;
}

/**
 * Reads a hand-written migration, and beside it `<name>_rollback.sql`, as a plan for a target. Throws AppError when
 * the file cannot be read or no flavor is known.
 */
export async function readHandwritten(
  file: HandwrittenFile,
  target: PlanSide,
  options: MakePlanOptions,
): Promise<HandwrittenMigration> {
  const text = await readWhole(file.place, file.shown);
  if (text === undefined) throw new AppError('not-found', `There is no migration ${file.shown}.`);
  const back = file.place.replace(/\.sql$/i, '_rollback.sql');
  const rollback = await readWhole(back, back);
  const state =
    target.target === undefined
      ? { model: target.model, server: undefined }
      : await readTargetState(
          target.target,
          target.target.schemas.length > 0
            ? target.target.schemas
            : target.model.schemas.map(({ name }) => name),
          { signal: options.signal, askPassword: options.askPassword, tracking: options.tracking },
        );
  const flavor = file.flavor ?? state.model.flavor;
  if (flavor === undefined)
    throw new AppError('invalid-input', 'Nothing says which server the migration is for.', {
      hint: 'Add --flavor, such as --flavor mariadb:10.11.',
    });
  const before = dateOrigins(state.model, '1970-01-01T00:00:00.000Z');
  return makeHandwritten({
    path: file.shown,
    text,
    ...(rollback === undefined ? {} : { rollback: { path: back, text: rollback } }),
    name: file.name,
    planVersion: file.planVersion,
    author: file.author,
    flavor,
    target: {
      source: target.id,
      kind: target.kind,
      fingerprint: fingerprintState(before),
      ...(state.server === undefined ? {} : { server: state.server }),
    },
    fingerprint: hashText(text),
    before,
  });
}

async function readWhole(place: string, shown: string): Promise<string | undefined> {
  const { value, diagnostics } = await readTextFile(place, { path: shown });
  if (value !== undefined) return value.text;
  const [problem] = diagnostics;
  if (problem !== undefined && problem.code !== 'file-missing')
    throw new AppError('not-readable', problem.message);
  return undefined;
}
