import type { DriftItem } from '../../../shared/api';
import { formatOrigin } from '../../../shared/model';
import { cutCell, padCell, setColumns } from '../text/columns';
import { countOf } from '../text/count';
import { safeText } from '../text/safe-text';
import type { Style } from '../text/style';
import { groupValues, isDrift, nameItem } from './drift-result';
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
    const objects = groupBy(ofSchema, (item) => `${item.object} ${item.table}`);
    for (const items of objects.values()) lines.push(...objectLines(items, options));
  }
  const hidden = options.all ? [] : hiddenLines(result, style);
  return [...lines, ...hidden].join('\n');
}

function sourceLines(result: DriftResult, style: Style): string[] {
  const rows = result.sources.map((source) => [
    `  ${safeText(source.id)}`,
    source.kind,
    countOf(source.tables, 'table'),
    source.stale === undefined
      ? ''
      : `snapshot of ${safeText(source.stale.since)}: ${safeText(source.stale.reason)}`,
    source.id === result.reference ? style.dim('the reference') : '',
  ]);
  const failed = result.failed.flatMap(({ source, error }) => [
    `  ${style.tint('missing', safeText(source))}  ${safeText(error.message)}`,
    ...(error.hint === undefined ? [] : [style.dim(`    ${safeText(error.hint)}`)]),
  ]);
  return [...setColumns(rows, ['left', 'left', 'right']), ...failed];
}

function objectLines(items: readonly DriftItem[], options: DriftTextOptions): string[] {
  const { style } = options;
  const [first] = items;
  if (first === undefined) return [];
  const kind = first.object === 'table' ? '' : `${first.object} `;
  const whole = items.find((item) => item.part === 'object' && item.attribute === undefined);
  const name = style.bold(safeText(kind + first.table));
  const head =
    whole === undefined
      ? `  ${style.sign('different')} ${name}`
      : `  ${style.sign(whole.status)} ${name}  ${reasonOf(whole)}`;
  const places = whole === undefined ? [] : placeLines(whole, options, '      ');
  const rest = items.filter((item) => item !== whole);
  return [head, ...places, ...rest.flatMap((item) => itemLines(item, options))];
}

function itemLines(item: DriftItem, options: DriftTextOptions): string[] {
  const { style } = options;
  const head = `      ${style.sign(item.status)} ${safeText(nameItem(item))}  ${style.dim(reasonOf(item))}`;
  return [cut(head, options), ...valueLines(item, options)];
}

function reasonOf(item: DriftItem): string {
  return safeText(item.reason);
}

/** One line per distinct value and source: the value, who states it, and where. */
function valueLines(item: DriftItem, options: DriftTextOptions): string[] {
  const { style } = options;
  const rows = groupValues(item).flatMap(({ text, values }) => {
    if (text === undefined) return [];
    return values.map((value, index) => ({
      text: index === 0 ? safeText(text === '' ? "''" : text) : '',
      source: safeText(value.source),
      place: value.at === undefined ? '' : safeText(formatOrigin(value.at)),
    }));
  });
  const widest = Math.min(48, Math.max(0, ...rows.map((row) => row.text.length)));
  const sourceWidth = Math.max(0, ...rows.map((row) => row.source.length));
  return rows.map((row) => {
    const value = padCell(cutLong(row.text, options), widest);
    return cut(
      `          ${value}  ${padCell(row.source, sourceWidth)}  ${style.dim(row.place)}`.trimEnd(),
      options,
    );
  });
}

function placeLines(item: DriftItem, options: DriftTextOptions, indent: string): string[] {
  const { style } = options;
  const rows = item.values.flatMap((value) =>
    value.at === undefined
      ? []
      : [[indent + safeText(value.source), style.dim(safeText(formatOrigin(value.at)))]],
  );
  return setColumns(rows).map((line) => cut(line, options));
}

function cutLong(text: string, options: DriftTextOptions): string {
  return options.width === undefined ? text : cutCell(text, Math.max(24, options.width - 40));
}

// Cutting inside a colour would leave it on: coloured lines are left to the terminal's own wrapping.
function cut(line: string, options: DriftTextOptions): string {
  return options.width === undefined || options.style.color ? line : cutCell(line, options.width);
}

function hiddenLines(result: DriftResult, style: Style): string[] {
  const count = (status: DriftItem['status']): number =>
    result.items.filter((item) => item.status === status).length;
  const equivalent = count('equivalent');
  const unknown = count('unknown');
  const parts = [
    ...(equivalent === 0
      ? []
      : [`${countOf(equivalent, 'value')} spelled differently with the same meaning`]),
    ...(unknown === 0 ? [] : [`${countOf(unknown, 'value')} that cannot be told`]),
  ];
  if (parts.length === 0) return [];
  return ['', style.dim(`Not shown: ${parts.join(', ')} (--all lists them with the reasons).`)];
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
