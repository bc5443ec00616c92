import type { ReactElement } from 'react';
import { Action } from '../primitives/action';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';

/** The way out of what a source is to blame for: to the sources in Settings. `main` where nothing else can be done. */
export function SeeSources({ look = 'plain' }: { readonly look?: 'main' | 'plain' }): ReactElement {
  return (
    <Action
      look={look}
      onClick={() => {
        goTo(makePlace('settings', ['sources']));
      }}
    >
      See the sources
    </Action>
  );
}
