import type { ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import { CopyButton } from '../../primitives/copy-button';
import { countOf } from '../../primitives/drift-words';
import { sayFlavor } from '../../primitives/flavor-words';
import { Fact, FactList, InspectorContent, InspectorSection } from '../../workbench/inspector';
import { shortHash } from '../plan/statement-words';
import css from './sync.module.css';

/** The plan as a whole in the inspector: what it is for, what it starts from, what it cannot take back or do. */
export function PlanInspector({ made }: { readonly made: OutputOf<'plan.build'> }): ReactElement {
  const { plan } = made;
  const heavy = plan.statements.filter(
    ({ prediction }) => prediction.rebuildsTable || prediction.algorithm === 'copy',
  );
  return (
    <InspectorContent>
      <InspectorSection title="This plan">
        <FactList>
          <Fact name="for">{sayFlavor(plan.flavor)}</Fact>
          <Fact name="hash">
            <code title={plan.hash}>{shortHash(plan.hash)}</code>{' '}
            <CopyButton label="Copy the plan’s hash" text={plan.hash} />
          </Fact>
          <Fact name="starts at">
            <code title={plan.target.fingerprint}>{shortHash(plan.target.fingerprint)}</code>
          </Fact>
          <Fact name="forward">{countOf(plan.statements.length, 'statement')}</Fact>
          <Fact name="rollback">{countOf(plan.rollback.length, 'statement')}</Fact>
        </FactList>
      </InspectorSection>
      <InspectorSection title="Mind">
        <ul className={css['causes']}>
          <li>
            {heavy.length === 0
              ? 'No table is rewritten.'
              : `${countOf(heavy.length, 'statement')} ${heavy.length === 1 ? 'rewrites its' : 'rewrite their'} table.`}
          </li>
          <li>
            {plan.irreversible.length === 0
              ? 'The rollback brings everything back.'
              : `The rollback cannot bring back the rows of ${countOf(plan.irreversible.length, 'change')}.`}
          </li>
        </ul>
      </InspectorSection>
      {plan.refusals.length > 0 && (
        <InspectorSection title="Refused">
          <ul className={css['causes']}>
            {plan.refusals.map((one) => (
              <li key={one.change}>
                <code>{one.change}</code>: {one.reason}{' '}
                <span className={css['dim']}>Instead: {one.alternative}</span>
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
    </InspectorContent>
  );
}
