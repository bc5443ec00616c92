import type { DriftItem } from '../../../shared/api';
import type { MatrixCell, MatrixRow } from '../../../shared/drift/build-matrix';
import { worstStatus } from '../../../shared/drift/build-matrix';
import { facetOfObject } from '../../../shared/drift/diff-object';
import type { AttributeDiff, DriftStatus, PartDiff } from '../../../shared/drift/difference';
import { describePart, explainAttribute, explainPart } from '../../../shared/drift/explain-difference';
import type { SideNames } from '../../../shared/drift/explain-difference';
import type { Origin, SchemaObject } from '../../../shared/model';
import type { Comparison, ComparedSource } from './comparison';
import { originOfPart } from './part-origin';
import { showOrigin } from './show-origin';

/** One thing that is not equal, as one source states it. */
interface Sighting {
  readonly source: string;
  readonly status: DriftStatus;
  readonly text: string | undefined;
  readonly at: Origin | undefined;
  /** Why it is equivalent or unknown. */
  readonly because?: string;
  readonly explain: (names: SideNames) => string;
}

interface Draft {
  readonly part: DriftItem['part'];
  readonly name: string;
  readonly facet: string;
  readonly attribute?: string;
  /** As the measure states it. */
  readonly text: string | undefined;
  readonly at: Origin | undefined;
  readonly seen: Sighting[];
}

/** Everything in one row that is not equal everywhere: the object itself first, then its parts in order. */
export function listItems(comparison: Comparison, row: MatrixRow): DriftItem[] {
  const drafts = new Map<string, Draft>();
  for (const cell of row.cells) {
    if (cell.diff) {
      const { from, to } = cell.diff.origins;
      for (const part of cell.diff.parts) addPart(drafts, part, cell.source, from, to);
      for (const attribute of cell.diff.attributes) addAttribute(drafts, attribute, cell.source, from, to);
    } else if (cell.status !== 'equal') {
      const draft = draftOf(drafts, {
        part: 'object',
        name: row.name,
        facet: facetOfObject(row.object),
        text: describePresence(row.objects.get(row.measure)),
        at: row.objects.get(row.measure)?.origin,
        seen: [],
      });
      draft.seen.push({
        source: cell.source,
        status: cell.status,
        text: describePresence(row.objects.get(cell.source)),
        at: row.objects.get(cell.source)?.origin,
        ...(cell.reason === undefined ? {} : { because: cell.reason }),
        explain: ({ to }) => explainPresence(row, cell, to),
      });
    }
  }
  return [...drafts.values()].map((draft) => finish(comparison, row, draft));
}

function describePresence(object: SchemaObject | undefined): string | undefined {
  if (object?.kind !== 'table') return object?.kind;
  const count = object.columns.length;
  return `table of ${String(count)} ${count === 1 ? 'column' : 'columns'}`;
}

function addPart(
  drafts: Map<string, Draft>,
  part: PartDiff,
  source: string,
  from: Origin | undefined,
  to: Origin | undefined,
): void {
  const at = (side: 'from' | 'to', otherwise: Origin | undefined): Origin | undefined => {
    const value = part[side];
    return typeof value === 'object' && 'origin' in value ? value.origin : otherwise;
  };
  const base = { part: part.part, name: part.name };
  const isWhole = part.status === 'missing' || part.status === 'extra' || part.part === 'columnOrder';
  if (isWhole) {
    const text = (side: 'from' | 'to'): string | undefined =>
      part[side] === undefined ? undefined : describePart(part, side);
    const draft = draftOf(drafts, {
      ...base,
      facet: part.facet,
      text: text('from'),
      at: at('from', from),
      seen: [],
    });
    const explain = (names: SideNames): string => explainPart(part, names);
    draft.seen.push({ source, status: part.status, text: text('to'), at: at('to', to), explain });
    return;
  }
  for (const attribute of part.attributes) {
    const { facet, status } = attribute;
    const draft = draftOf(drafts, {
      ...base,
      facet,
      attribute: attribute.attribute,
      text: attribute.from,
      at: at('from', from),
      seen: [],
    });
    const explain = (names: SideNames): string => explainPart({ ...part, attributes: [attribute] }, names);
    draft.seen.push({
      source,
      status,
      text: attribute.to,
      at: at('to', to),
      because: whyOf(attribute),
      explain,
    });
  }
}

function addAttribute(
  drafts: Map<string, Draft>,
  attribute: AttributeDiff,
  source: string,
  from: Origin | undefined,
  to: Origin | undefined,
): void {
  const draft = draftOf(drafts, {
    part: 'object',
    name: '',
    facet: attribute.facet,
    attribute: attribute.attribute,
    text: attribute.from,
    at: from,
    seen: [],
  });
  const explain = (names: SideNames): string => explainAttribute(attribute, '', names);
  draft.seen.push({
    source,
    status: attribute.status,
    text: attribute.to,
    at: to,
    because: whyOf(attribute),
    explain,
  });
}

function whyOf({ equivalences, reason }: AttributeDiff): string {
  return [
    ...equivalences.map((equivalence) => equivalence.reason),
    ...(reason === undefined ? [] : [reason]),
  ].join(' ');
}

function draftOf(drafts: Map<string, Draft>, draft: Draft): Draft {
  const key = [draft.part, draft.name.toLowerCase(), draft.attribute ?? ''].join('\0');
  const known = drafts.get(key) ?? draft;
  drafts.set(key, known);
  return known;
}

function finish(comparison: Comparison, row: MatrixRow, draft: Draft): DriftItem {
  const status = worstStatus(draft.seen.map((sighting) => sighting.status));
  const because = [
    ...new Set(
      draft.seen.flatMap((sighting) => (sighting.status === status ? (sighting.because ?? []) : [])),
    ),
  ].join(' ');
  const renameOf = status === 'extra' ? formerName(comparison, row, draft) : undefined;
  return {
    schema: row.schema,
    table: row.name,
    object: row.object,
    part: draft.part,
    name: draft.name,
    facet: draft.facet,
    ...(draft.attribute === undefined ? {} : { attribute: draft.attribute }),
    status,
    values: comparison.sources.flatMap((source) => valueOf(row, draft, source)),
    reason: explain(row, draft),
    ...(because === '' ? {} : { because }),
    ...(renameOf === undefined ? {} : { renameOf }),
  };
}

/** What a source says of it: what was seen, or what the measure says where the two are equal. */
function valueOf(row: MatrixRow, draft: Draft, source: ComparedSource): DriftItem['values'] {
  const object = row.objects.get(source.id);
  const seen = draft.seen.find((sighting) => sighting.source === source.id);
  const isMeasure = source.id === row.measure;
  const isWhole = draft.part === 'object' && draft.attribute === undefined;
  const same = isWhole ? describePresence(object) : object && draft.text;
  const text = seen ? seen.text : same;
  const at = seen ? seen.at : isMeasure ? draft.at : object && originOfPart(object, draft.part, draft.name);
  // An attribute that is left out is left out somewhere; a part that is not there has no place.
  const isPlaced =
    object !== undefined && (draft.part === 'object' || draft.attribute !== undefined || text !== undefined);
  return [
    {
      source: source.id,
      status: seen?.status ?? 'equal',
      ...(text === undefined ? {} : { text }),
      ...(at && isPlaced ? { at: showOrigin(at, source.prefix) } : {}),
    },
  ];
}

/** One sentence for all sources that say the same, one after the other for those that do not; drift comes first. */
function explain(row: MatrixRow, draft: Draft): string {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of draft.seen) {
    const key = JSON.stringify([sighting.status, sighting.text ?? null]);
    const group = groups.get(key);
    if (group) group.push(sighting);
    else groups.set(key, [sighting]);
  }
  return [...groups.values()]
    .sort(([a], [b]) => Number(isDrift(b)) - Number(isDrift(a)))
    .map(([first, ...more]) =>
      first === undefined
        ? ''
        : first.explain({ from: row.measure, to: list([first, ...more].map(({ source }) => source)) }),
    )
    .join(' ');
}

function isDrift(sighting: Sighting | undefined): boolean {
  return sighting?.status === 'missing' || sighting?.status === 'different' || sighting?.status === 'extra';
}

function explainPresence(row: MatrixRow, { status, present }: MatrixCell, sources: string): string {
  const what = `${row.object.charAt(0).toUpperCase()}${row.object.slice(1)} ${row.name}`;
  if (status === 'missing') return `${what} is missing from ${sources}.`;
  if (status === 'extra') return `${what} is in ${sources} but not in ${row.measure}.`;
  if (present) return `${what} is in ${sources}; no other source can state it.`;
  return `Whether ${sources} has ${row.object} ${row.name} cannot be told.`;
}

function formerName(comparison: Comparison, row: MatrixRow, draft: Draft): string | undefined {
  const isTable = draft.part === 'object';
  return comparison.renames.find((rename) => {
    if (rename.schema !== row.schema || rename.kind !== (isTable ? 'table' : draft.part)) return false;
    return isTable ? rename.to === row.name : rename.table === row.name && rename.to === draft.name;
  })?.from;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
