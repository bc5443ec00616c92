import { AppError } from '../../../shared/app-error';
import { formatOrigin } from '../../../shared/model';
import type { SchemaModel } from '../../../shared/model';

/** Sources whose files build on each other: any of them may change what another one states. */
const REPLAYED: ReadonlySet<string> = new Set(['sql', 'migrations', 'alembic']);

/** A source that a plan would follow. */
export interface FollowedSource {
  readonly id: string;
  readonly kind: string;
  readonly model: SchemaModel;
}

/**
 * Refuses to follow a source whose files are run one after the other when one of them could not be read: a plan would undo
 * what that file does. Answers what else was not understood, as notes for people. Throws AppError `not-readable`.
 */
export function requireWhole({ id, kind, model }: FollowedSource): readonly string[] {
  const unread = model.unread ?? [];
  const files = unread.filter((place) => place.kind === 'file');
  const [file] = files;
  if (file !== undefined && REPLAYED.has(kind)) {
    const more = files.length === 1 ? '' : ` and ${String(files.length - 1)} more`;
    const path = file.origin.kind === 'file' ? file.origin.path : formatOrigin(file.origin);
    throw new AppError(
      'not-readable',
      `${id} cannot be followed: ${path}${more} could not be read, and may change any of its tables.`,
      { hint: 'Make the file readable, or take it out of the source.' },
    );
  }
  const [text] = unread;
  if (text === undefined) return [];
  const more = unread.length === 1 ? '' : ` and ${String(unread.length - 1)} more places`;
  return [
    `${id} was not wholly understood (${formatOrigin(text.origin)}${more}): what it lacks is left as it is, and what these places change is not part of this plan.`,
  ];
}
