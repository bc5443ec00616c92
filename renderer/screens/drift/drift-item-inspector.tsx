import type { ReactElement } from 'react';
import type { DriftItem } from '../../../shared/api';
import { useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { formatMoment } from '../../primitives/moment';
import { BreakableName, BreakableText } from '../../primitives/origin';
import { StatusGlyph } from '../../primitives/status-glyph';
import { placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { InspectorActions, InspectorContent, InspectorSection } from '../../workbench/inspector';
import { EvidenceList } from '../table/evidence-list';
import { nameFact, namePart } from '../table/fact-groups';
import css from '../table/fact-inspector.module.css';
import { factOfItem, objectOfItem } from './drift-query';
import { refOfItem } from './ignore-dialog';
import { READS_OF_IGNORED } from './reads-of-ignored';

/** The marked difference: why, who says what and where, and the way to the table. */
export function DriftItemInspector(props: {
  readonly item: DriftItem;
  readonly readOnly: boolean;
  readonly onIgnore: () => void;
}): ReactElement {
  const { item, readOnly, onIgnore } = props;
  const show = useWrite('ignored.remove', { refreshes: READS_OF_IGNORED });
  const decided = item.ignored ?? item.wasIgnored;
  return (
    <InspectorContent>
      <InspectorSection title={item.part === 'object' ? item.object : namePart(item.part)}>
        <h3 className={css['name']}>
          <BreakableName name={item.part === 'object' ? item.table : `${item.table}.${nameFact(item)}`} />
        </h3>
        <p className={css['status']}>
          <StatusGlyph status={item.status} word />
        </p>
        <p className={css['reason']}>
          <BreakableText text={item.reason} />
        </p>
        {item.renameOf !== undefined && (
          <p className={css['reason']}>Perhaps renamed from {item.renameOf}.</p>
        )}
      </InspectorSection>
      {decided !== undefined && (
        <InspectorSection title={item.ignored === undefined ? 'Was ignored' : 'Ignored'}>
          <p className={css['reason']}>{decided.reason}</p>
          <p className={css['dim']}>
            {decided.by}, {formatMoment(decided.at)}
            {item.ignored === undefined && '. A source says something else of it since.'}
          </p>
          {show.error !== null && <p role="alert">{show.error.message}</p>}
        </InspectorSection>
      )}
      <InspectorSection title="Evidence">
        <EvidenceList
          values={item.values}
          statusOf={({ status }) => status ?? 'equal'}
          silence={() => 'not stated'}
        />
      </InspectorSection>
      <InspectorSection title="Do">
        <InspectorActions>
          <Action
            wide
            keys="Enter"
            onClick={() => {
              goTo(placeOfObject(objectOfItem(item), { row: factOfItem(item) }));
            }}
          >
            Compare side by side
          </Action>
          {item.ignored === undefined ? (
            <Action wide disabled={readOnly} onClick={onIgnore}>
              Ignore…
            </Action>
          ) : (
            <Action
              wide
              disabled={readOnly || show.isPending}
              onClick={() => {
                show.mutate({ items: [refOfItem(item)] });
              }}
            >
              Do not ignore it any more
            </Action>
          )}
        </InspectorActions>
      </InspectorSection>
    </InspectorContent>
  );
}
