import type { DriftItem } from '../../../shared/api';
import { wellFormed } from '../text/well-formed';
import { isOpenDrift, nameItem, placeOfValue } from './drift-result';
import type { DriftResult } from './drift-result';

/**
 * The drift as JUnit XML, which every build server shows: a test case for each object that drifts, one that
 * passes for all that agree, and an error for each source that could not be read.
 */
export function driftJunit(result: DriftResult): string {
  const objects = new Map<string, DriftItem[]>();
  for (const item of result.items.filter(isOpenDrift)) {
    const name = [item.schema, item.table].filter((part) => part !== '').join('.');
    const key = `${item.object} ${name}`;
    objects.set(key, [...(objects.get(key) ?? []), item]);
  }
  const cases = [
    ...[...objects].map(
      ([name, items]) =>
        `    <testcase classname="drift" name="${escapeXml(name)}">\n      <failure message="${escapeXml(
          items.length === 1 ? (items[0]?.reason ?? '') : `${String(items.length)} differences`,
        )}">${escapeXml(items.map(describeItem).join('\n'))}</failure>\n    </testcase>`,
    ),
    ...result.failed.map(
      ({ source, error }) =>
        `    <testcase classname="source" name="${escapeXml(source)}">\n      <error message="${escapeXml(error.message)}"/>\n    </testcase>`,
    ),
    `    <testcase classname="drift" name="objects that agree: ${String(
      result.summary.equal + result.summary.equivalent,
    )}"/>`,
  ];
  const counts = `tests="${String(cases.length)}" failures="${String(objects.size)}" errors="${String(result.failed.length)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tidemark" ${counts}>
  <testsuite name="drift" ${counts}>
${cases.join('\n')}
  </testsuite>
</testsuites>`;
}

function describeItem(item: DriftItem): string {
  const values = item.values.flatMap((value) => {
    if (value.text === undefined) return [];
    return [
      `  ${value.source}: ${value.text}${value.at === undefined ? '' : ` (${placeOfValue(value.at)})`}`,
    ];
  });
  return [`${nameItem(item)}: ${item.reason}`, ...values].join('\n');
}

/** Escapes for XML 1.0 and replaces what it cannot hold at all, even escaped. */
function escapeXml(text: string): string {
  return (
    wellFormed(text)
      // eslint-disable-next-line no-control-regex -- XML 1.0 holds none of these
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\n', '&#10;')
  );
}
