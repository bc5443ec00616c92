import type { Table, UnreadPart } from '../model';
import { formatOrigin } from '../model';
import type { AttributeDiff, PartDiff } from './difference';
import { describePart } from './explain-difference';
import { unknownAttribute } from './table-sides';

/** The parts of a table as far as they can be told, and what is said of the table where something was not understood. */
export interface DoubtedParts {
  readonly parts: readonly PartDiff[];
  readonly attributes: readonly AttributeDiff[];
}

/**
 * Takes back what cannot be told where statements of a table were not understood: what a side lacks may be in them, and a
 * statement that changes the table may have changed any of its parts.
 */
export function doubtParts(parts: readonly PartDiff[], from: Table, to: Table): DoubtedParts {
  const all = [...(from.unread ?? []), ...(to.unread ?? [])];
  if (all.length === 0) return { parts, attributes: [] };
  const isChanged = all.some(({ extent }) => extent === 'any');
  return {
    parts: parts.map((part) => {
      const lacking =
        part.status === 'missing' ? to.unread : part.status === 'extra' ? from.unread : undefined;
      const because = isChanged ? all : lacking;
      return because === undefined || because.length === 0 ? part : doubt(part, reasonOf(because));
    }),
    attributes: [unknownAttribute('statement', 'tables', undefined, undefined, reasonOf(all))],
  };
}

function reasonOf(unread: readonly UnreadPart[]): string {
  const [first, ...more] = unread;
  if (first === undefined) return '';
  return `${formatOrigin(first.origin)}${more.length === 0 ? '' : ` and ${String(more.length)} more`} was not understood.`;
}

function doubt(part: PartDiff, reason: string): PartDiff {
  if (part.status === 'equal' || part.status === 'equivalent') return part;
  const whole = (): AttributeDiff =>
    unknownAttribute(
      'definition',
      part.facet,
      part.from === undefined ? undefined : describePart(part, 'from'),
      part.to === undefined ? undefined : describePart(part, 'to'),
      reason,
    );
  return {
    ...part,
    status: 'unknown',
    attributes:
      part.attributes.length === 0 || part.part === 'columnOrder'
        ? [whole()]
        : part.attributes.map(({ needsServer: _, ...one }) =>
            one.status === 'equivalent' ? one : { ...one, status: 'unknown', reason },
          ),
  };
}
