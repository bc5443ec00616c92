import type { ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import { countOf } from '../../primitives/drift-words';
import { sayFlavor } from '../../primitives/flavor-words';
import { BreakablePath } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { Fact, FactList, InspectorContent, InspectorSection } from '../../workbench/inspector';
import css from './review.module.css';

/** A plan under review in the inspector: its file and hash, what the policy asks for, and what was refused. */
export function ReviewInspector({
  path,
  opened,
}: {
  readonly path: string;
  readonly opened: OutputOf<'plan.open'>;
}): ReactElement {
  const { plan, verdict, proof, destructive, author } = opened;
  return (
    <InspectorContent>
      <InspectorSection title="This plan">
        <FactList>
          <Fact name="file">
            <code>
              <BreakablePath path={path} />
            </code>
          </Fact>
          <Fact name="hash">
            <code className={css['fullHash']}>{plan.hash}</code>
          </Fact>
          <Fact name="author">{author}</Fact>
          <Fact name="for">{sayFlavor(plan.flavor)}</Fact>
          <Fact name="risk">
            {destructive ? <Pill tone="bad">can lose data</Pill> : <Pill tone="good">loses nothing</Pill>}
          </Fact>
        </FactList>
      </InspectorSection>
      <InspectorSection title="Policy">
        <FactList>
          <Fact name="needs">{countOf(verdict.needed, 'approval')}</Fact>
          <Fact name="has">
            {verdict.approvals.length === 0 ? 'none' : verdict.approvals.map(({ by }) => by).join(', ')}
          </Fact>
          <Fact name="proof">{proof === undefined ? 'none' : proof.passed ? 'passed' : 'failed'}</Fact>
        </FactList>
      </InspectorSection>
      {plan.refusals.length > 0 && (
        <InspectorSection title="Not in this plan">
          <ul className={css['missing']}>
            {plan.refusals.map((one) => (
              <li key={one.change}>
                <code>{one.change}</code>: {one.reason} {one.alternative}
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
    </InspectorContent>
  );
}
