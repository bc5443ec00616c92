import type { ReactElement } from 'react';
import { Action } from '../primitives/action';
import { EmptyState } from '../primitives/states';
import { makePlace, type Place } from '../state/place';
import { goTo } from '../state/use-place';

/** Stands for an address whose screen this version does not have. */
export function NotYetScreen({ place }: { readonly place: Place }): ReactElement {
  return (
    <EmptyState
      screen
      title={`This version has no screen “${place.screen}”`}
      action={
        <Action
          look="main"
          onClick={() => {
            goTo(makePlace('overview'), { replace: true });
          }}
        >
          Go to Overview
        </Action>
      }
    >
      The address comes from another version of Tidemark.
    </EmptyState>
  );
}
