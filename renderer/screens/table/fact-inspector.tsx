import type { ReactElement } from 'react';
import type { FactRow, ObjectFacts } from '../../../shared/api';
import { isDrift, STATUS_MEANINGS, type Status } from '../../primitives/drift-words';
import { formatMoment } from '../../primitives/moment';
import { BreakableText } from '../../primitives/origin';
import { StatusGlyph } from '../../primitives/status-glyph';
import { InspectorContent, InspectorSection } from '../../workbench/inspector';
import { EvidenceList } from './evidence-list';
import { nameFact, namePart } from './fact-groups';
import css from './fact-inspector.module.css';

/** The chosen row: what differs and why, who says what and where, and what was judged equal. */
export function FactInspector({
  facts,
  row,
}: {
  readonly facts: ObjectFacts;
  readonly row: FactRow;
}): ReactElement {
  const drift = row.attributes.filter(({ status }) => isDrift(status));
  const ignored = drift.filter((one) => one.ignored !== undefined);
  const same = row.attributes.filter(({ status }) => status === 'equivalent');
  const unknown = row.attributes.filter(({ status }) => status === 'unknown');
  return (
    <InspectorContent>
      <InspectorSection title={namePart(row.part)}>
        <h3 className={css['name']}>{nameFact(row)}</h3>
        <p className={css['status']}>
          <StatusGlyph status={row.status} word />
        </p>
        {drift.length === 0 ? (
          <p className={css['dim']}>{STATUS_MEANINGS[row.status]}</p>
        ) : (
          drift.map(({ attribute, reason }) => (
            <p key={attribute} className={css['reason']}>
              <BreakableText text={reason} />
            </p>
          ))
        )}
      </InspectorSection>
      {ignored.length > 0 && (
        <InspectorSection title={ignored.length < drift.length ? 'Some of it is ignored' : 'Ignored'}>
          {ignored.map(({ attribute, ignored: decided }) => (
            <div key={attribute}>
              <p className={css['reason']}>
                {ignored.length > 1 || drift.length > 1 ? `${attribute}: ` : ''}
                {decided?.reason}
              </p>
              <p className={css['dim']}>
                {decided?.by}, {decided && formatMoment(decided.at)}
              </p>
            </div>
          ))}
        </InspectorSection>
      )}
      <InspectorSection title="Evidence">
        <EvidenceList
          values={row.values}
          statusOf={(value) => statusOf(facts, value)}
          silence={(source) => sayAbsence(facts, source)}
        />
      </InspectorSection>
      {same.length > 0 && (
        <InspectorSection title="Judged equal">
          {same.map(({ attribute, reason }) => (
            <p key={attribute} className={css['reason']}>
              {reason}
            </p>
          ))}
        </InspectorSection>
      )}
      {unknown.length > 0 && (
        <InspectorSection title="Cannot be told">
          {unknown.map(({ attribute, reason }) => (
            <p key={attribute} className={css['reason']}>
              {reason}
            </p>
          ))}
        </InspectorSection>
      )}
    </InspectorContent>
  );
}

/** How a source stands to the fact; one that lacks the whole object stands to it as to the object. */
function statusOf(facts: ObjectFacts, value: FactRow['values'][number]): Status {
  const source = facts.sources.find(({ id }) => id === value.source);
  return source?.present === false ? source.status : (value.status ?? 'equal');
}

/** Why a source has no words for the fact. */
function sayAbsence(facts: ObjectFacts, id: string): string {
  const source = facts.sources.find((one) => one.id === id);
  if (source?.present !== false) return 'not stated';
  return source.status === 'unknown' ? `says nothing of this ${facts.object}` : `no such ${facts.object}`;
}
