import type { ReactElement } from 'react';
import type { KnownRunView } from '../../../shared/api';
import type { Plan } from '../../../shared/plan';
import { Action } from '../../primitives/action';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import type { RunMode } from './run-words';

/** What can be done with a run as it stands: begin, stop, go on, take back, or look at it afterwards. */
export function RunActions(props: {
  readonly plan: Plan;
  readonly known: KnownRunView | undefined;
  readonly readOnly: boolean;
  readonly approved: boolean;
  /** undefined: none is under way; true: it stops after its statement. */
  readonly stopping: boolean | undefined;
  readonly onCancel: () => void;
  readonly onAsk: (mode: RunMode) => void;
}): ReactElement {
  const { plan, known, readOnly, approved, stopping, onCancel, onAsk } = props;
  return stopping !== undefined ? (
    <Action disabled={stopping} onClick={onCancel}>
      {stopping ? 'Stopping after this statement' : 'Cancel after this statement'}
    </Action>
  ) : known?.unfinished === true ? (
    <>
      <Action
        disabled={readOnly}
        onClick={() => {
          onAsk('abandon');
        }}
      >
        Give up
      </Action>
      <Action
        disabled={readOnly || plan.rollback.length === 0}
        look="danger"
        onClick={() => {
          onAsk('rollback');
        }}
      >
        Roll back
      </Action>
      <Action
        disabled={readOnly}
        look="main"
        onClick={() => {
          onAsk('resume');
        }}
      >
        Resume
      </Action>
    </>
  ) : known?.state === 'completed' ? (
    <>
      {plan.rollback.length > 0 && (
        <Action
          look="danger"
          disabled={readOnly}
          onClick={() => {
            onAsk('rollback');
          }}
        >
          Roll back
        </Action>
      )}
      <Action
        look="main"
        onClick={() => {
          goTo(makePlace('history', [known.run]));
        }}
      >
        See it in History
      </Action>
    </>
  ) : (
    <Action
      look="main"
      disabled={readOnly || !approved || plan.statements.length === 0}
      onClick={() => {
        onAsk('start');
      }}
    >
      Run on {plan.target.source}
    </Action>
  );
}
