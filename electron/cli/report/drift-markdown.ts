import type { DriftItem } from '../../../shared/api';
import { markdownCode, markdownRows, markdownText } from '../text/markdown';
import { groupValues, isDrift, nameItem, placeOfValue } from './drift-result';
import type { DriftResult } from './drift-result';

/** A comparison as a Markdown document, fit for a merge request. */
export function driftMarkdown(result: DriftResult, all: boolean): string {
  const shown = all ? result.items : result.items.filter(isDrift);
  const sources = markdownRows(
    ['source', 'kind', 'tables', ''],
    result.sources.map((source) => [
      markdownText(source.id),
      source.kind,
      String(source.tables),
      source.id === result.reference ? 'reference' : markdownText(source.stale?.reason ?? ''),
    ]),
  );
  const failed = result.failed.map(
    ({ source, error }) => `- ${markdownText(source)} could not be read: ${markdownText(error.message)}`,
  );
  const lines = [`**${markdownText(result.headline)}**`, '', sources];
  if (failed.length > 0) lines.push('', ...failed);
  if (shown.length > 0) {
    lines.push('', markdownRows(['', 'object', 'what', 'stated', 'why'], shown.map(rowOf)));
  }
  return lines.join('\n');
}

function rowOf(item: DriftItem): string[] {
  const object = item.schema === '' ? item.table : `${item.schema}.${item.table}`;
  const stated = groupValues(item)
    .filter((group) => group.text !== undefined)
    .map((group) => {
      const who = group.values.map((value) =>
        value.at === undefined ? value.source : `${value.source} (${placeOfValue(value.at)})`,
      );
      return `${markdownCode(group.text ?? '')} ${markdownText(who.join(', '))}`;
    });
  return [
    item.ignored === undefined ? item.status : `${item.status}, ignored`,
    markdownCode(object),
    markdownText(nameItem(item)),
    stated.join('<br>'),
    markdownText(
      item.ignored === undefined
        ? item.reason
        : `${item.reason} Ignored by ${item.ignored.by}: ${item.ignored.reason}`,
    ),
  ];
}
