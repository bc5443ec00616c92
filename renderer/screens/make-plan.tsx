import type { ReactElement } from 'react';
import { Action } from '../primitives/action';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';

/** The way on where there is no plan yet, as the screen's main action. */
export function MakePlan(): ReactElement {
  return (
    <Action
      look="main"
      onClick={() => {
        goTo(makePlace('sync'));
      }}
    >
      Make a plan in Sync
    </Action>
  );
}
