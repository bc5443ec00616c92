import type { ReactElement } from 'react';
import type { WireChange } from '../../../shared/api';
import { countOf } from '../../primitives/drift-words';
import { BreakableText } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { InspectorContent, InspectorSection } from '../../workbench/inspector';
import { RISK_WORDS } from '../plan/statement-words';
import type { ChangeRow } from './change-tree';
import css from './sync.module.css';

const SHOWN = 30;

/** A schema or an object in the inspector: how many of its changes are chosen, and what they are. */
export function GroupInspector(props: {
  readonly group: Extract<ChangeRow, { readonly kind: 'group' }>;
  readonly changes: readonly WireChange[];
}): ReactElement {
  const { group, changes } = props;
  return (
    <InspectorContent>
      <InspectorSection title={group.object === '' ? 'Schema' : group.object}>
        <h2 className={css['changeName']}>{group.label}</h2>
        <p className={css['sentence']}>
          {String(group.chosen)} of {countOf(group.total, 'change')} chosen
          {group.held > 0 && `, ${String(group.held)} held back`}.
        </p>
      </InspectorSection>
      <InspectorSection title="Its changes">
        <ul className={css['causes']}>
          {changes.slice(0, SHOWN).map((change) => (
            <li key={change.id}>
              <BreakableText text={change.sentence} />{' '}
              {change.risk.kind === 'held' && (
                <Pill tone={change.risk.losesData ? 'bad' : 'warn'}>{RISK_WORDS[change.risk.class]}</Pill>
              )}
            </li>
          ))}
          {changes.length > SHOWN && (
            <li className={css['dim']}>and {String(changes.length - SHOWN)} more</li>
          )}
        </ul>
      </InspectorSection>
    </InspectorContent>
  );
}
