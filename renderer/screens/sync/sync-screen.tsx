import type { ReactElement } from 'react';
import { EmptyState } from '../../primitives/states';
import { ScreenFrame } from '../../primitives/screen';
import type { ScreenProps } from '../screen-outlet';

/** Sync. */
export function SyncScreen(_props: ScreenProps): ReactElement {
  return (
    <ScreenFrame title="Sync">
      <EmptyState title="Nothing here yet">Use the command line for now: tidemark sync.</EmptyState>
    </ScreenFrame>
  );
}
