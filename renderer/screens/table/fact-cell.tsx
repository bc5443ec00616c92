import type { MouseEvent, ReactElement } from 'react';
import clsx from 'clsx';
import type { FactRow, ObjectFacts } from '../../../shared/api';
import { formatOrigin } from '../../../shared/model';
import { isDrift, STATUS_WORDS } from '../../primitives/drift-words';
import { BreakableText } from '../../primitives/origin';
import { StatusGlyph } from '../../primitives/status-glyph';
import { isUnread } from './fact-groups';
import { markDifference } from './mark-difference';
import css from './fact-grid.module.css';

/** What one source says of one fact: its words, what differs in them marked, why and where on hover. */
export function FactCell(props: {
  readonly id: string;
  readonly row: FactRow;
  readonly value: FactRow['values'][number];
  readonly source: ObjectFacts['sources'][number] | undefined;
  readonly isReference: boolean;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onMenu: (event: MouseEvent) => void;
}): ReactElement {
  const { row, value, source, isReference, isActive } = props;
  const status = value.status ?? 'equal';
  const other = row.values.find((one) =>
    isReference
      ? one.status === 'different' && one.text !== undefined
      : one.source !== value.source && one.status === 'equal' && one.text !== undefined,
  );
  const marked = value.text !== undefined && other?.text !== undefined && (isReference || isDrift(status));
  // What the core found to differ in this cell's words; of the reference, what the other differs in.
  const judged = isReference ? other?.source : value.source;
  const parts = row.attributes.flatMap(({ values }) =>
    values.some((one) => one.source === judged && one.status !== undefined && isDrift(one.status))
      ? (values.find((one) => one.source === value.source)?.text ?? [])
      : [],
  );
  const reason = row.attributes.find(({ values }) =>
    values.some((one) => one.source === value.source && one.status === status),
  )?.reason;
  const hint = [
    reason ??
      (source?.present === false
        ? `${value.source} has no such ${source.kind === 'migrations' ? 'table in its files' : 'table'}`
        : undefined),
    value.at && formatOrigin(value.at),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
  return (
    <span
      id={props.id}
      role="gridcell"
      className={clsx(css['cell'], css['value'], !isReference && css[status], isActive && css['active'])}
      title={hint === '' ? undefined : hint}
      onClick={props.onChoose}
      onContextMenu={props.onMenu}
    >
      {!isReference && status !== 'equal' && <StatusGlyph status={status} className={css['glyph']} />}
      {value.text !== undefined ? (
        <code>
          {marked && other.text !== undefined ? (
            markDifference(value.text, other.text, parts).map((segment, at) =>
              segment.differs ? (
                <mark key={at}>
                  <BreakableText text={segment.text} />
                </mark>
              ) : (
                <span key={at}>
                  <BreakableText text={segment.text} />
                </span>
              ),
            )
          ) : (
            <BreakableText text={value.text} />
          )}
        </code>
      ) : (
        <span className={css['none']}>
          {isUnread(row)
            ? status === 'unknown'
              ? 'not told'
              : '–'
            : source?.present === false
              ? row.part === 'object'
                ? source.status === 'unknown'
                  ? 'not told'
                  : 'not there'
                : '–'
              : status === 'unknown'
                ? `${source?.kind ?? 'the source'} does not say`
                : status === 'missing' || status === 'different'
                  ? 'not there'
                  : status === 'equivalent'
                    ? `not said, ${STATUS_WORDS.equivalent}`
                    : 'none'}
        </span>
      )}
    </span>
  );
}
