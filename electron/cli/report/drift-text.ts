import type { DriftItem } from '../../../shared/api';
import { cutCell, padCell, setColumns } from '../text/columns';
import { countOf, formatCount, listOf, listOfSome } from '../text/count';
import { safeText } from '../text/safe-text';
import type { Style } from '../text/style';
import { groupValues, isDrift, nameItem, placeOfValue } from './drift-result';
import type { DriftResult } from './drift-result';

/** How the text is laid out. */
export interface DriftTextOptions {
  readonly style: Style;
  /** Cells to a line; longer values are cut. undefined where it is no terminal. */
  readonly width: number | undefined;
  /** Also what is equivalent and unknown, each with its reason. */
  readonly all: boolean;
}

/** A comparison for a person: a sentence, the sources, then the drift by schema and object. */
export function driftText(result: DriftResult, options: DriftTextOptions): string {
  const { style } = options;
  const shown = options.all ? result.items : result.items.filter(isDrift);
  const lines = [style.bold(safeText(result.headline)), '', ...sourceLines(result, style)];
  for (const [schema, ofSchema] of groupBy(shown, (item) => item.schema)) {
    lines.push('', style.bold(safeText(schema === '' ? '(no schema named)' : schema)));
    const objects = [...groupBy(ofSchema, (item) => `${item.object} ${item.table}`).values()];
    const width = Math.min(48, Math.max(...objects.map((items) => nameObject(items[0]).length)));
    for (const items of objects) lines.push(...objectLines(items, width, result, options));
  }
  return [...lines, ...hiddenLines(result, options)].join('\n');
}

/** `2 missing, 1 extra, 6 differ`: the objects that one of several sources states otherwise than the measure. */
function standingOf(source: string, items: readonly DriftItem[]): string {
  const counts = { missing: 0, extra: 0, differ: 0 };
  const differing = new Set<string>();
  for (const item of items) {
    const value = item.values.find((one) => one.source === source);
    if (item.ignored !== undefined) continue;
    if (value?.status === undefined || !isDrift({ status: value.status })) continue;
    const isWhole = item.part === 'object' && item.attribute === undefined;
    if (isWhole && value.status !== 'different')
      counts[value.status === 'missing' ? 'missing' : 'extra'] += 1;
    else differing.add(`${item.schema}\0${item.object}\0${item.table}`);
  }
  counts.differ = differing.size;
  return Object.entries(counts)
    .flatMap(([word, count]) => (count === 0 ? [] : [`${formatCount(count)} ${word}`]))
    .join(', ');
}

function sourceLines(result: DriftResult, style: Style): string[] {
  const rows = result.sources.map((source) => [
    `  ${safeText(source.id)}`,
    source.kind,
    countOf(source.tables, 'table'),
    source.id === result.reference
      ? style.dim('the reference')
      : result.sources.length > 2
        ? standingOf(source.id, result.items)
        : '',
    source.stale === undefined
      ? ''
      : style.dim(`its snapshot of ${safeText(source.stale.since)}: ${safeText(source.stale.reason)}`),
  ]);
  const failed = result.failed.flatMap(({ source, error }) => [
    `  ${style.tint('missing', safeText(source))}  ${safeText(error.message)}`,
    ...(error.hint === undefined ? [] : [style.dim(`    ${safeText(error.hint)}`)]),
  ]);
  return [...setColumns(rows, ['left', 'left', 'right']), ...failed];
}

function nameObject(item: DriftItem | undefined): string {
  if (item === undefined) return '';
  return safeText(item.object === 'table' ? item.table : `${item.object} ${item.table}`);
}

/** One line for the object, then what differs in it. */
function objectLines(
  items: readonly DriftItem[],
  width: number,
  result: DriftResult,
  options: DriftTextOptions,
): string[] {
  const { style } = options;
  const whole = items.find((item) => item.part === 'object' && item.attribute === undefined);
  const rest = items.filter((item) => item !== whole);
  const name = nameObject(items[0]);
  if (whole === undefined) {
    return [
      `  ${style.sign(worstOf(rest))} ${style.bold(name)}`,
      ...rest.flatMap((item) => itemLines(item, options)),
    ];
  }
  const value =
    whole.values.find(({ source, at }) => at && source === result.reference) ??
    whole.values.find(({ at }) => at);
  const place = value?.at === undefined ? '' : style.dim(safeText(placeOfValue(value.at)));
  const said = [
    phraseOf(whole),
    ...ignoredPhrase(whole),
    ...(whole.renameOf === undefined ? [] : [`perhaps ${safeText(whole.renameOf)} before`]),
  ];
  return [
    `  ${style.sign(whole.status)} ${style.bold(padCell(name, width))}  ${said.join(', ')}  ${place}`.trimEnd(),
    ...rest.flatMap((item) => itemLines(item, options)),
  ];
}

function worstOf(items: readonly DriftItem[]): DriftItem['status'] {
  if (items.some(isDrift)) return 'different';
  return items.some((item) => item.status === 'unknown') ? 'unknown' : 'equivalent';
}

function itemLines(item: DriftItem, options: DriftTextOptions): string[] {
  const { style } = options;
  const said = [
    phraseOf(item),
    ...ignoredPhrase(item),
    ...(item.renameOf === undefined ? [] : [`perhaps ${safeText(item.renameOf)} before`]),
  ];
  const phrase = said.filter((part) => part !== '').join(', ');
  const head =
    `      ${style.sign(item.status)} ${safeText(nameItem(item))}  ${phrase === '' ? '' : style.dim(phrase)}`.trimEnd();
  return [head, ...valueLines(item, options)];
}

function ignoredPhrase({ ignored }: DriftItem): readonly string[] {
  return ignored === undefined ? [] : [`ignored by ${safeText(ignored.by)}: ${safeText(ignored.reason)}`];
}

/** Who lacks it or has it too much; for what means the same or cannot be told, the reason. Values speak for themselves. */
function phraseOf(item: DriftItem): string {
  const who = (status: DriftItem['status']): string =>
    safeText(listOfSome(item.values.filter((value) => value.status === status).map((value) => value.source)));
  switch (item.status) {
    case 'missing':
      return `missing from ${who('missing')}`;
    case 'extra':
      return `only in ${who('extra')}`;
    case 'equivalent':
    case 'unknown':
      return safeText(item.because ?? item.reason);
    default:
      return '';
  }
}

/** One line per source, each distinct value once: the value, who states it, and where. */
function valueLines(item: DriftItem, options: DriftTextOptions): string[] {
  const { style, width } = options;
  const rows = groupValues(item).flatMap(({ text, values }) => {
    const shown = text === undefined ? '(not said)' : safeText(text === '' ? "''" : text);
    return values.flatMap(({ source, at }) => {
      // Neither a text nor a place: this source has no such thing, which the line above says.
      if (text === undefined && at === undefined) return [];
      return [
        { text: shown, source: safeText(source), place: at === undefined ? '' : safeText(placeOfValue(at)) },
      ];
    });
  });
  const room = width === undefined ? Infinity : Math.max(24, width - 60);
  const widest = Math.min(Math.max(0, ...rows.map((row) => row.text.length)), room, 60);
  const sourceWidth = Math.max(0, ...rows.map((row) => row.source.length));
  return rows.map((row, index) => {
    const isRepeated = index > 0 && rows[index - 1]?.text === row.text;
    const text = isRepeated ? '' : width === undefined ? row.text : cutCell(row.text, widest);
    const value = padCell(text, widest);
    const source = padCell(row.source, sourceWidth);
    const left = width === undefined ? Infinity : Math.max(8, width - 14 - widest - sourceWidth);
    const place = Number.isFinite(left) ? cutCell(row.place, left) : row.place;
    return `          ${value}  ${source}  ${style.dim(place)}`.trimEnd();
  });
}

function hiddenLines(result: DriftResult, { style, all }: DriftTextOptions): string[] {
  const count = (status: DriftItem['status']): number =>
    all ? 0 : result.items.filter((item) => item.status === status).length;
  const equivalent = count('equivalent');
  const unknown = count('unknown');
  const parts = [
    ...(equivalent === 0
      ? []
      : [`${countOf(equivalent, 'value')} spelled differently with the same meaning`]),
    ...(unknown === 0 ? [] : [`${countOf(unknown, 'value')} that cannot be told`]),
  ];
  const isIgnoredShown = result.items.some((item) => item.ignored !== undefined);
  const ignored =
    result.ignored === 0 || isIgnoredShown
      ? []
      : [style.dim(`Ignored: ${countOf(result.ignored, 'difference')} (--ignored lists them).`)];
  const hidden =
    parts.length === 0 ? [] : [style.dim(`Not shown: ${listOf(parts)} (--all lists them with the reasons).`)];
  const lines = [...hidden, ...ignored];
  return lines.length === 0 ? [] : ['', ...lines];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
