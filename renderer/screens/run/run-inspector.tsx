import type { ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import { countOf } from '../../primitives/drift-words';
import { formatMoment } from '../../primitives/moment';
import { Fact, FactList, InspectorContent, InspectorSection } from '../../workbench/inspector';
import { shortHash } from '../plan/statement-words';
import { CopyButton } from '../../primitives/copy-button';
import type { Advance } from './run-log';
import css from './run.module.css';

/** What a run is made of, what holds when it stops here, and what comes then. */
export function RunInspector(props: {
  readonly opened: OutputOf<'plan.open'>;
  readonly log: OutputOf<'run.log'> | undefined;
  readonly advance: Advance;
  readonly total: number;
  readonly running: boolean;
  readonly startedAt: number | undefined;
}): ReactElement {
  const { opened, log, advance, total, running, startedAt } = props;
  const { plan } = opened;
  const run = log?.run;
  const began = run?.startedAt ?? (startedAt === undefined ? undefined : new Date(startedAt).toISOString());
  return (
    <InspectorContent>
      <InspectorSection title="This run">
        <FactList>
          <Fact name="plan">
            <code>{plan.name}</code> {plan.planVersion}
          </Fact>
          <Fact name="hash">
            <code title={plan.hash}>{shortHash(plan.hash)}</code>{' '}
            <CopyButton label="Copy the plan’s hash" text={plan.hash} />
          </Fact>
          <Fact name="target">{run?.where ?? plan.target.source}</Fact>
          {began !== undefined && <Fact name="started">{formatMoment(began)}</Fact>}
          {run !== undefined && <Fact name="by">{run.by}</Fact>}
          {log?.tracked !== undefined && (
            <Fact name="tracking">
              <code>
                {log.tracked.schema} #{log.tracked.id}
              </code>
            </Fact>
          )}
        </FactList>
      </InspectorSection>
      {run?.state !== 'completed' && run?.state !== 'rolled_back' && (
        <InspectorSection title="If it stops here">
          <p className={css['dim']}>
            {advance.done === 0
              ? 'Nothing is changed yet.'
              : `${countOf(advance.done, 'statement')} ${advance.done === 1 ? 'is' : 'are'} done and kept. Start again to go on from what the database shows, or roll back to the first state.`}
          </p>
        </InspectorSection>
      )}
      {(running || run === undefined) && (
        <InspectorSection title="Then">
          <p className={css['dim']}>
            {countOf(Math.max(0, total - advance.done), 'statement')} to come. Afterwards the schema is read
            again and no difference is expected; rows of what was touched are counted; version, classes and a
            snapshot are recorded.
          </p>
        </InspectorSection>
      )}
    </InspectorContent>
  );
}
