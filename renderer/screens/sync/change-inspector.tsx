import type { ReactElement } from 'react';
import type { WireChange } from '../../../shared/api';
import type { ProbeResult } from '../../../shared/api/plan-schema';
import { Action } from '../../primitives/action';
import { BreakableName, BreakableText, OriginText } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { Fact, FactList, InspectorContent, InspectorSection } from '../../workbench/inspector';
import { RISK_WORDS } from '../plan/statement-words';
import css from './sync.module.css';

/** A change in the inspector: from what to what, why it is held or refused, how many rows stand in its way, and its lines. */
export function ChangeInspector(props: {
  readonly change: WireChange | undefined;
  readonly probe: ProbeResult | undefined;
  readonly chosen: boolean;
  readonly onTick: () => void;
}): ReactElement {
  const { change, probe, chosen, onTick } = props;
  if (change === undefined) {
    return (
      <InspectorContent>
        <InspectorSection title="Change">
          <p className={css['dim']}>Mark a change to see what it does, why, and what it can cost.</p>
        </InspectorSection>
      </InspectorContent>
    );
  }
  return (
    <InspectorContent>
      <InspectorSection
        title={change.kind === 'create' ? 'Adds' : change.kind === 'drop' ? 'Takes away' : 'Changes'}
      >
        <h2 className={css['changeName']}>{change.partName === '' ? change.name : change.partName}</h2>
        <p className={css['sentence']}>
          <BreakableText text={change.sentence} />
        </p>
        <FactList>
          <Fact name="in">
            <code>
              {change.schema}.<wbr />
              <BreakableName name={change.name} />
            </code>
          </Fact>
          {change.from !== undefined && (
            <Fact name="now">
              <code>
                <BreakableText text={change.from} />
              </code>
            </Fact>
          )}
          {change.to !== undefined && (
            <Fact name="wanted">
              <code>
                <BreakableText text={change.to} />
              </code>
            </Fact>
          )}
        </FactList>
      </InspectorSection>
      {change.refusal !== undefined && (
        <InspectorSection title="Refused">
          <p>{change.refusal.reason}</p>
          <p className={css['dim']}>Instead: {change.refusal.alternative}</p>
        </InspectorSection>
      )}
      {change.ignored !== undefined && (
        <InspectorSection title={chosen ? 'Chosen though it is ignored' : 'Ignored'}>
          <p>{change.ignored}</p>
          {change.refusal === undefined && change.risk.kind === 'safe' && (
            <div className={css['decide']}>
              <Action wide onClick={onTick}>
                {chosen ? 'Leave it out' : 'Choose it all the same'}
              </Action>
            </div>
          )}
        </InspectorSection>
      )}
      {change.refusal === undefined && change.risk.kind === 'held' && (
        <InspectorSection title={chosen ? 'Chosen on purpose' : 'Held back'}>
          <p>
            <Pill tone={change.risk.losesData ? 'bad' : 'warn'}>{RISK_WORDS[change.risk.class]}</Pill>{' '}
            {change.risk.reason}.
          </p>
          <p className={css['dim']}>
            {probe === undefined
              ? 'No database was asked how many rows this concerns.'
              : `${probe.sentence}.`}
          </p>
          <div className={css['decide']}>
            <Action wide onClick={onTick}>
              {chosen ? 'Leave it out' : 'Choose it all the same'}
            </Action>
          </div>
        </InspectorSection>
      )}
      {change.cause.length > 0 && (
        <InspectorSection title="Because of">
          <ul className={css['causes']}>
            {change.cause.map((origin, at) => (
              <li key={at}>
                <OriginText origin={origin} />
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
      {change.object !== 'schema' && (
        <InspectorSection title="Do">
          <Action
            wide
            onClick={() => {
              goTo(placeOfObject({ object: change.object, schema: change.schema, name: change.name }));
            }}
          >
            Compare side by side
          </Action>
        </InspectorSection>
      )}
    </InspectorContent>
  );
}
