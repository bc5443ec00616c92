import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { DriftItem } from '../../../shared/api';
import { VERSION } from '../../core/service/version';
import { wellFormed } from '../text/well-formed';
import { isDrift, nameItem } from './drift-result';
import type { DriftResult } from './drift-result';

const RULES: readonly ReportingDescriptor[] = [
  { id: 'drift-different', shortDescription: { text: 'Sources state a thing differently.' } },
  { id: 'drift-missing', shortDescription: { text: 'A source lacks what the reference has.' } },
  { id: 'drift-extra', shortDescription: { text: 'A source has what the reference lacks.' } },
];

/** The drift as SARIF 2.1.0, which code hosts show at the lines that differ. */
export function driftSarif(result: DriftResult): Log {
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'Tidemark', version: VERSION, rules: [...RULES] } },
        columnKind: 'utf16CodeUnits',
        results: result.items.filter(isDrift).map((item) => describeItem(item, result.reference)),
        invocations: [
          {
            executionSuccessful: result.failed.length === 0,
            toolExecutionNotifications: result.failed.map(({ source, error }) => ({
              level: 'error' as const,
              message: { text: `${source}: ${error.message}` },
            })),
          },
        ],
      },
    ],
  };
}

function describeItem(item: DriftItem, reference: string | undefined): Result {
  const measure = item.values.filter((value) => value.source === reference);
  const others = item.values.filter((value) => value.source !== reference);
  const [locations, related] = [others.flatMap(locate), measure.flatMap(locate)];
  const name = [item.schema, item.table].filter((part) => part !== '').join('.');
  return {
    ruleId: `drift-${item.status}`,
    level: 'warning',
    message: { text: `${name}, ${nameItem(item)}: ${item.reason}` },
    ...(item.ignored === undefined
      ? {}
      : { suppressions: [{ kind: 'external' as const, justification: item.ignored.reason }] }),
    // What is missing has no line of its own: the line that states it elsewhere is the best place to show it.
    locations: locations.length > 0 ? locations : related,
    ...(locations.length > 0 && related.length > 0 ? { relatedLocations: related } : {}),
    partialFingerprints: {
      'tidemark/v1': JSON.stringify([
        item.schema,
        item.object,
        item.table,
        item.part,
        item.name,
        item.attribute ?? '',
        item.status,
      ]),
    },
  };
}

function locate(value: DriftItem['values'][number]): Location[] {
  if (value.at?.kind !== 'file') return [];
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: wellFormed(value.at.path).split('/').map(encodeURIComponent).join('/') },
        region: { startLine: value.at.line, startColumn: value.at.column },
      },
      message: { text: `${value.source}${value.text === undefined ? '' : `: ${value.text}`}` },
    },
  ];
}
